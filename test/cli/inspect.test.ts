import { once } from 'node:events';
import { beforeAll, expect, it } from 'vitest';
import { netsight, put, SMALL, started } from './netsight.ts';

/** Behind the second record one that claims more than 2 GiB. */
const IMPOSSIBLE = Uint8Array.from(SMALL);

beforeAll(() => {
  put('small.pcap', SMALL);
  put('cut.pcap', SMALL.subarray(0, SMALL.length - 3));
  const lengths = new DataView(IMPOSSIBLE.buffer);
  let at = 24;
  for (let i = 0; i < 2; i++) at += 16 + lengths.getUint32(at + 8, true);
  lengths.setUint32(at + 8, 0xffff_fff0, true);
  put('impossible.pcap', IMPOSSIBLE);
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
  ['cut.pcap', 'truncated-record'],
  ['impossible.pcap', 'impossible-length'],
])('shows what can be read of %s, says what is wrong with it and answers 4', (name, code) => {
  const { status, stdout, stderr } = netsight(['inspect', name, '-n', '1000']);
  expect([status, stdout.match(/^frame/gm)?.length]).toEqual([4, 2]);
  expect(stderr).toMatch(new RegExp(`^netsight: ${name}: ${code} at byte \\d+: [^\n]*\n$`));
  expect(netsight(['inspect', name, '-q'])).toMatchObject({ status: 4, stderr: '' });
});

it.each(['cut.pcap', 'impossible.pcap'])('says nothing of damage in %s behind the last packet asked for', (name) => {
  expect(netsight(['inspect', name, '-n', '1'])).toMatchObject({ status: 0, stderr: '' });
});

it('says that there is no such frame', () => {
  const { status, stdout, stderr } = netsight(['inspect', 'small.pcap', '--frame', '4']);
  expect([status, stdout]).toEqual([0, '']);
  expect(stderr).toBe('netsight: small.pcap has 3 frames; there is no frame 4\n');
  expect(netsight(['inspect', 'small.pcap', '--frame', '3', '--filter', 'arp']).stderr).toBe('');
});

it('shows packets of a pipe as they come, and answers 130 when it is interrupted', async () => {
  const child = started(['inspect', '-', '-n', '1000']);
  child.stdin?.on('error', () => {});
  child.stdin?.write(SMALL);
  let text = '';
  for await (const piece of child.stdout!) {
    text += piece;
    if (/^frame 3 .*\n[\s\S]*\n {8}[\da-f]+\n$/m.test(text)) child.kill('SIGINT');
  }
  expect(text.match(/^frame \d+/gm)).toEqual(['frame 1', 'frame 2', 'frame 3']);
  const status = child.exitCode ?? (await once(child, 'exit'))[0];
  expect(status).toBe(130);
}, 15_000);

it.each(['--workers', '--max-memory', '--keep-duplicates', '--color', '--verbose', '--no-progress'])(
  'has no %s, which would change nothing',
  (option) => expect(netsight(['inspect', '--help']).stdout).not.toContain(option),
);

it.each([
  [2, ['small.pcap', '-n', '0']],
  [2, ['small.pcap', '--workers', '2']],
  [2, ['small.pcap', '--filter', 'prot 1']],
  [3, ['missing.pcap']],
])('answers %i for %j', (code, args) => {
  expect(netsight(['inspect', ...args])).toMatchObject({ status: code, stdout: '' });
});
