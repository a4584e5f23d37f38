/** Every sample against the report that lies beside it: the whole line, from bytes to JSON, by the built command line. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problems } from './report/validate.ts';

const COMMAND = 'dist/netsight.js';
const samples = readdirSync('samples').filter((file) => /\.pcap(ng)?$/.test(file));
if (!existsSync(COMMAND)) console.warn('dist/ is not built (npm run build): the samples are not compared');

const report = (sample: string): Record<string, unknown> =>
  JSON.parse(execFileSync('node', [COMMAND, 'analyze', '--format', 'json', `samples/${sample}`], { encoding: 'utf8' }));

it('has enough samples', () => expect(samples.length).toBeGreaterThanOrEqual(14));

describe.skipIf(!existsSync(COMMAND))('netsight analyze', () => {
  it.each(samples)('gives the expected report of %s', (sample) => {
    const found = report(sample);
    expect(problems(found)).toEqual([]);
    const { tool: _, ...rest } = found;
    expect(rest).toEqual(JSON.parse(readFileSync(`samples/${sample.replace(/\.pcap(ng)?$/, '.json')}`, 'utf8')));
  });
});
