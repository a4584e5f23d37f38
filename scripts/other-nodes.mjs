/** Runs the built command line and the library on a sample under other Node versions, from the npm package `node`; a version that cannot be had is named and passed over. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const SAMPLE = 'samples/flannel-vxlan-uplink';
const expected = JSON.parse(readFileSync(`${SAMPLE}.json`, 'utf8'));
/** The library as a program imports it; a package may import itself by name. */
const LIBRARY = `import { analyze } from 'netsight'; console.log((await analyze('${SAMPLE}.pcap')).verdict.mode)`;
let failed = false;

for (const version of process.argv.slice(2)) {
  const node = (args) =>
    execFileSync('npx', ['--yes', `--package=node@${version}`, '--', 'node', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  let name;
  try {
    name = node(['--version']).trim();
  } catch {
    console.log(`Node ${version} cannot be installed here: skipped`);
    continue;
  }
  const { tool: _, ...report } = JSON.parse(
    node(['dist/netsight.js', 'analyze', '--format', 'json', `${SAMPLE}.pcap`]),
  );
  const same =
    JSON.stringify(report) === JSON.stringify(expected) &&
    node(['--input-type=module', '-e', LIBRARY]).trim() === expected.verdict.mode;
  console.log(`Node ${name}: ${same ? 'the same report' : 'ANOTHER REPORT'}`);
  failed ||= !same;
}
process.exitCode = failed ? 1 : 0;
