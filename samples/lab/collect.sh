#!/bin/bash
# collect.sh OUT...  -- puts the captures of the lab's output folders where the tests find them, packed.
set -euo pipefail
[ $# -ge 1 ] || { echo "usage: collect.sh OUT..." >&2; exit 2; }
target=$(cd "$(dirname "$0")/../../test/incidents/lab-captures" && pwd)
for out in "$@"; do
  for capture in "$out"/*/*.pcap "$out"/*/*.pcapng; do
    [ -f "$capture" ] || continue
    scenario=$(basename "$(dirname "$capture")")
    mkdir -p "$target/$scenario"
    gzip -9nc "$capture" > "$target/$scenario/$(basename "$capture").gz"
  done
done
du -sb "$target"
