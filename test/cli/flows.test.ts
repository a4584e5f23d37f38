import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { pcapFile } from '../helpers/capture-builder.ts';
import { ethernet, ipv4, raw, udp } from '../helpers/frames.ts';
import { FOLDER, netsight, put, SMALL } from './netsight.ts';

beforeAll(() => {
  put('small.pcap', SMALL);
  put('cut.pcap', SMALL.subarray(0, SMALL.length - 7));
});

it('lists every flow in the order of first packets', () => {
  const { status, stdout } = netsight(['flows', 'small.pcap', '--format', 'ndjson']);
  const flows = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(status).toBe(0);
  expect(flows.map(({ proto, a, b, packetsAB }) => [proto, a.ip, b.port, packetsAB])).toEqual([
    ['udp', '10.0.0.1', 6000, 1],
    ['tcp', '10.0.0.1', 80, 1],
  ]);
});

it('writes CSV with as many fields in every line', () => {
  const lines = netsight(['flows', 'small.pcap', '--format', 'csv']).stdout.trimEnd().split(/\r?\n/);
  expect(lines).toHaveLength(3);
  expect(new Set(lines.map((line) => line.split(',').length)).size).toBe(1);
});

it('ends the table with the number of flows, those without ports not among them', () => {
  const later = ethernet(ipv4({ id: 1, offset: 64 }, raw(17, 64)));
  put('fragments.pcap', pcapFile([{ data: ethernet(ipv4({}, udp({}))) }, { data: later }]));
  const { stdout } = netsight(['flows', 'fragments.pcap']);
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('1 flow');
});

it('says with --verbose how many packets it read', () => {
  const loud = netsight(['flows', 'small.pcap', '--verbose']);
  const quiet = netsight(['flows', 'small.pcap']);
  expect([loud.stderr, quiet.stderr]).toEqual(['netsight: 3 packets read in 1 thread\n', '']);
  expect(loud.stdout).toBe(quiet.stdout);
});

it('writes to a file', () => {
  expect(netsight(['flows', 'small.pcap', '--format', 'ndjson', '-o', 'flows.ndjson'])).toMatchObject({
    status: 0,
    stdout: '',
  });
  expect(readFileSync(join(FOLDER, 'flows.ndjson'), 'utf8').trimEnd().split('\n')).toHaveLength(2);
});

it('keeps to the filter', () => {
  expect(
    netsight(['flows', 'small.pcap', '--format', 'ndjson', '--filter', 'tcp']).stdout.trimEnd().split('\n'),
  ).toHaveLength(1);
});

it.each([
  [2, ['small.pcap', '--format', 'xml'], 'takes table, csv, ndjson or parquet'],
  [3, ['missing.pcap'], 'does not exist'],
  [4, ['cut.pcap'], 'cut.pcap'],
])('answers %i for %j, and says why', (code, args, message) => {
  const { status, stderr } = netsight(['flows', ...args]);
  expect([status, stderr]).toEqual([code, expect.stringContaining(message)]);
});
