#!/bin/bash
# make.sh LAB OUT [SCENARIOS]: makes the hold-out captures with a capture lab (its run.sh, judge.py and verify.py), labels them, and says how well they are judged.
# Half an hour on two cores. Needs what LAB/build.sh names, and tshark. The captures are not kept: random addresses differ from run to run, the facts do not.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ $# -eq 2 ] || [ $# -eq 3 ] || { echo "usage: make.sh LAB OUT [FOLDER OF SCENARIOS]" >&2; exit 2; }
from=$(cd "${3:-$here}" && pwd)
lab=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
for scenarios in attach overlay; do "$lab/run.sh" "$from/$scenarios.json" "$out"; done
python3 "$lab/judge.py" "$out"
cd "$here/../../.."
npx tsx bench/calibration.ts "$out"
