import { beforeAll, expect, it } from 'vitest';
import { netsight, put, SMALL } from './netsight.ts';

beforeAll(() => {
  put('small.pcap', SMALL);
});

const framesOf = (...args: string[]): string[] =>
  netsight(['inspect', 'small.pcap', ...args]).stdout.match(/^frame \d+/gm) ?? [];

it('shows packets header by header', () => {
  const { status, stdout, stderr } = netsight(['inspect', 'small.pcap']);
  expect([status, stderr]).toEqual([0, '']);
  for (const name of ['ethernet', 'arp', 'ipv4', 'udp', 'tcp', 'senderIp 10.0.0.1']) expect(stdout).toContain(name);
});

it('begins and ends where it is told to', () => {
  expect(framesOf('-n', '1')).toEqual(['frame 1']);
  expect(framesOf('--frame', '2')).toEqual(['frame 2', 'frame 3']);
  expect(framesOf('--filter', 'tcp')).toEqual(['frame 3']);
});

it('reads from a pipe', () => {
  expect(netsight(['inspect', '-', '-n', '1'], { input: SMALL }).stdout).toMatch(/^frame 1 /);
});

it.each([
  [2, ['small.pcap', '-n', '0']],
  [2, ['small.pcap', '--filter', 'prot 1']],
  [3, ['missing.pcap']],
])('answers %i for %j', (code, args) => {
  expect(netsight(['inspect', ...args])).toMatchObject({ status: code, stdout: '' });
});
