import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { pcapFile } from '../helpers/capture-builder.ts';
import { ethernet, ipv4, udp } from '../helpers/frames.ts';
import { netsight, put, SMALL, started } from './netsight.ts';

const frames = (count: number): Uint8Array =>
  pcapFile(
    Array.from({ length: count }, (_, i) => ({ data: ethernet(ipv4({ id: i & 0xffff }, udp({ from: i & 0xffff }))) })),
  );

interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

async function ended(child: ChildProcess): Promise<Ended> {
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name]?.on('data', (piece) => (text[name] += piece));
  const [status] = await once(child, 'close');
  return { status, ...text };
}

it('reads a capture from a pipe, compressed or not, as from a file', () => {
  put('small.pcap', SMALL);
  const reportOf = (args: string[], input?: Uint8Array) => {
    const { inputs, ...rest } = JSON.parse(
      netsight(['analyze', '--format', 'json', ...args], input ? { input } : {}).stdout,
    );
    return { path: inputs[0].path, compression: inputs[0].compression, rest };
  };
  const { rest } = reportOf(['small.pcap']);
  expect(reportOf(['-'], SMALL)).toEqual({ path: '-', compression: 'none', rest });
  expect(reportOf(['-'], gzipSync(SMALL))).toEqual({ path: '-', compression: 'gzip', rest });
});

it('takes what arrives byte by byte', async () => {
  const child = started(['analyze', '-', '--format', 'json']);
  const end = ended(child);
  for (const byte of SMALL.subarray(0, 60)) child.stdin?.write(Uint8Array.of(byte));
  child.stdin?.end(SMALL.subarray(60));
  expect(JSON.parse((await end).stdout).capture.frames).toBe(3);
});

it.each([
  ['an empty pipe', new Uint8Array(0)],
  ['text', new TextEncoder().encode('<html>')],
])('answers 3 for %s', (_, input) => {
  const { status, stdout, stderr } = netsight(['analyze', '-'], { input });
  expect([status, stdout]).toEqual([3, '']);
  expect(stderr).toContain('standard input');
});

it.each([['analyze'], ['flows'], ['check'], ['diff']])('%s: 2 for standard input twice', (command) => {
  expect(netsight([command, '-', '-'], { input: SMALL })).toMatchObject({
    status: 2,
    stdout: '',
    stderr: 'netsight: standard input can be read once only; name a file\n',
  });
});

it.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])(
  'reports what it has and answers 130 on %s, though nothing more arrives',
  async (signal) => {
    const child = started(['analyze', '-', '--format', 'json']);
    const end = ended(child);
    child.stdin?.on('error', () => {});
    child.stdin?.write(SMALL);
    // Long enough for the program to have read it; it says nothing of that.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill(signal);
    const { status, stdout } = await end;
    const report = JSON.parse(stdout);
    expect([status, report.capture.frames, report.inputs[0].complete]).toEqual([130, 3, false]);
  },
  15_000,
);

it('answers 130 to SIGINT though nothing ever arrived', async () => {
  const child = started(['analyze', '-', '--format', 'json']);
  const end = ended(child);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  child.kill('SIGINT');
  const { status, stdout } = await end;
  expect([status, JSON.parse(stdout).inputs]).toEqual([130, []]);
}, 15_000);

it('writes no copy and says so when it is interrupted', async () => {
  const child = started(['anonymize', '-', '-o', 'copy.pcapng']);
  const end = ended(child);
  child.stdin?.on('error', () => {});
  child.stdin?.write(SMALL);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  child.kill('SIGINT');
  expect(await end).toMatchObject({ status: 130, stderr: 'netsight: interrupted; copy.pcapng was not written\n' });
}, 15_000);

it.each([
  ['analyze', '--format', 'json'],
  ['flows', '--format', 'ndjson'],
  ['inspect', '-n', '100000'],
])('ends quietly when nobody reads on: %s', (command, ...options) => {
  put('many.pcap', frames(20_000));
  const pipeline = `"$0" "$1" ${command} many.pcap ${options.join(' ')} | head -c 100 >head.txt; echo "\${PIPESTATUS[0]}"`;
  const { spawnargs } = started(['--version']);
  const main = spawnargs[1];
  const { stdout, stderr } = spawnSync('bash', ['-c', pipeline, process.execPath, main], {
    encoding: 'utf8',
    cwd: main.replace(/\/bundle\/.*/, ''),
  });
  expect([stdout.trim(), stderr]).toEqual(['0', '']);
});
