/** Writes the expected report beside each sample, from the built command line: look at the difference before it is committed. */
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';

for (const name of readdirSync('samples').filter((file) => /\.pcap(ng)?$/.test(file))) {
  const report = JSON.parse(
    execFileSync('node', ['dist/netsight.js', 'analyze', '--format', 'json', `samples/${name}`], { encoding: 'utf8' }),
  );
  delete report.tool;
  writeFileSync(`samples/${name.replace(/\.pcap(ng)?$/, '.json')}`, `${JSON.stringify(report, null, 1)}\n`);
}
