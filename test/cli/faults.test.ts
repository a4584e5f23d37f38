/** What the world around the program can do to it: disks that are full or broken, readers that leave, files of other kinds, signals at any time. */
import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../bench/generator/random.ts';
import { pcapFile } from '../helpers/capture-builder.ts';
import { ethernet, ipv4, udp } from '../helpers/frames.ts';
import { FOLDER, netsight, put, SMALL, started } from './netsight.ts';

const at = (name: string): string => join(FOLDER, name);
const has = (program: string): boolean => spawnSync('which', [program]).status === 0;
const STACK = /\n\s+at |node:internal/;
const [node, main] = started(['--version']).spawnargs;
/** Long enough to be met by a signal in the middle. */
const LONG = pcapFile(
  Array.from({ length: 60_000 }, (_, i) => ({
    seconds: 1_700_000_000 + i,
    data: ethernet(ipv4({ from: `10.0.${(i >> 8) & 255}.${i & 255}` }, udp({ from: 1 + (i % 60_000) }, 20))),
  })),
);

beforeAll(() => {
  put('small.pcap', SMALL);
  put('long.pcap', LONG);
});

describe('names that cannot be opened', () => {
  it.each([
    ['a name that is too long', 'a'.repeat(5000)],
    ['links in a circle', 'circle'],
  ])('%s: 3, and why', (_, name) => {
    symlinkSync('circle', at(name.slice(0, 20)));
    const { status, stderr } = netsight(['analyze', name]);
    expect([status, stderr]).toEqual([3, expect.stringContaining('cannot be opened')]);
  });
});

describe('standard output that is full', () => {
  it.runIf(existsSync('/dev/full')).each([['analyze'], ['flows'], ['inspect']])('%s: 2, and a message', (command) => {
    const shell = `"$0" "$1" ${command} small.pcap >/dev/full`;
    const { status, stderr } = spawnSync('bash', ['-c', shell, node, main], { cwd: FOLDER, encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^netsight: cannot write standard output: .*ENOSPC/)]);
    expect(stderr).not.toMatch(STACK);
  });

  it.runIf(existsSync('/dev/full'))('a full standard error takes nothing from the report', () => {
    const shell = 'head -c 140 small.pcap | "$0" "$1" analyze - --format json 2>/dev/full';
    const { status, stdout } = spawnSync('bash', ['-c', shell, node, main], { cwd: FOLDER, encoding: 'utf8' });
    expect([status, JSON.parse(stdout).inputs[0].complete]).toEqual([4, false]);
  });
});

describe('-o', () => {
  it('writes into a FIFO and leaves it there', () => {
    const shell = 'mkfifo fifo; cat fifo >got.json & "$0" "$1" analyze small.pcap --format json -o fifo; wait';
    spawnSync('bash', ['-c', shell, node, main], { cwd: FOLDER, timeout: 30_000 });
    expect(JSON.parse(readFileSync(at('got.json'), 'utf8')).capture.frames).toBe(3);
    expect(lstatSync(at('fifo')).isFIFO()).toBe(true);
  });

  it('follows a symbolic link, which stays one', () => {
    writeFileSync(at('behind.json'), 'old');
    symlinkSync('behind.json', at('link.json'));
    expect(netsight(['analyze', 'small.pcap', '--format', 'json', '-o', 'link.json']).status).toBe(0);
    expect(JSON.parse(readFileSync(at('behind.json'), 'utf8')).capture.frames).toBe(3);
    expect(lstatSync(at('link.json')).isSymbolicLink()).toBe(true);
  });

  it('keeps the old report when the disk is full', ({ skip }) => {
    mkdirSync(at('disk'), { recursive: true });
    // The namespace takes the mount away with its last process.
    const steps = [
      'mount -t tmpfs -o size=16k none disk && echo mounted && echo old >disk/r.json && head -c 9000 /dev/zero >disk/fill',
      '"$0" "$1" analyze long.pcap --format json -o disk/r.json; echo "$?"; cat disk/r.json; ls disk',
    ].join('; ');
    const run = spawnSync('unshare', ['-m', 'bash', '-c', steps, node, main], { cwd: FOLDER, encoding: 'utf8' });
    if (!run.stdout?.startsWith('mounted')) return skip('no tmpfs can be mounted here');
    expect(run.stdout.trim().split('\n')).toEqual(['mounted', '2', 'old', 'fill', 'r.json']);
    expect(run.stderr).toMatch(/cannot write disk\/r\.json: .*ENOSPC/);
  });
});

it.runIf(existsSync('/proc/self'))('--evidence where no folder can be made: 2, and at once', () => {
  const { status, stderr } = netsight(['analyze', 'small.pcap', '--evidence', '/proc/none/deeper']);
  expect([status, stderr]).toEqual([2, expect.stringContaining('cannot write evidence into /proc/none/deeper')]);
});

describe('a disk that breaks', () => {
  /** Every read of a capture, which asks for a megabyte or nearly so, fails from the so-many-th on, as a bad sector does. */
  const failing = (reads: number): string => {
    const hook = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const { readSync } = fs;
      let left = ${reads};
      fs.readSync = (...args) => {
        if (args[3] < 2 ** 19 || left-- > 0) return readSync(...args);
        throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
      };
      syncBuiltinESMExports();`;
    return `data:text/javascript,${encodeURIComponent(hook)}`;
  };
  const analyze = (reads: number) =>
    spawnSync(node, ['--import', failing(reads), main, 'analyze', 'long.pcap', '--format', 'json'], {
      cwd: FOLDER,
      encoding: 'utf8',
    });

  it('in the middle: 4, with the report so far and the place', () => {
    const { status, stdout, stderr } = analyze(2);
    const report = JSON.parse(stdout);
    expect([status, report.inputs[0].complete, report.inputs[0].damage[0].code]).toEqual([4, false, 'read-failed']);
    expect(report.capture.frames).toBeGreaterThan(10_000);
    expect(stderr).toContain('EIO');
  });

  it('at once: 3, and why', () => {
    const { status, stdout, stderr } = analyze(0);
    expect([status, stdout, stderr]).toEqual([3, '', expect.stringContaining('EIO')]);
    expect(stderr).not.toMatch(STACK);
  });
});

it('a FIFO whose writer dies gives what came', () => {
  const shell =
    'mkfifo dying; (head -c 140 small.pcap; exit 1) >dying & "$0" "$1" analyze dying --format json; echo $?';
  const { stdout } = spawnSync('bash', ['-c', shell, node, main], { cwd: FOLDER, encoding: 'utf8', timeout: 30_000 });
  const [, report, status] = /^(.*)\n(\d+)\n$/s.exec(stdout) ?? [];
  expect([JSON.parse(report).capture.frames, status]).toEqual([1, '4']);
});

describe('signals at any time', () => {
  /** In ms: from before the program listens to after its end. */
  const LATEST = 1200;
  const random = new Random(7);
  const cases = Array.from(
    { length: 8 },
    (_, i) => [i % 2 === 0 ? 'SIGINT' : 'SIGTERM', random.below(LATEST)] as const,
  );

  it.each(cases)('%s after %i ms: a whole report or none', async (signal, delay) => {
    const child = started(['analyze', 'long.pcap', '--format', 'json', '-o', `signal-${delay}.json`]);
    const end = ended(child);
    setTimeout(() => child.kill(signal), delay);
    const { status, by, stderr } = await end;
    const file = at(`signal-${delay}.json`);
    expect(by === signal || status === 0 || status === 130).toBe(true);
    expect(stderr).not.toMatch(STACK);
    if (existsSync(file)) expect(JSON.parse(readFileSync(file, 'utf8')).schema).toBe('netsight.report/1');
    if (by === null) expect(existsSync(file)).toBe(true);
    if (by === null) expect(readdirSync(FOLDER).filter((name) => name.includes(`signal-${delay}.json.`))).toEqual([]);
  });
});

describe('signals while an old report is replaced', () => {
  const OLD = 'the report of yesterday';
  const random = new Random(11);
  const signals = ['SIGTERM', 'SIGPIPE', 'SIGKILL'] as const;
  /** Parts of the time that the whole takes, so that a busy machine is met in the middle as well. */
  const cases = Array.from({ length: 12 }, (_, i) => [signals[i % signals.length], random.below(110)] as const);
  let wholeMs = 0;

  beforeAll(async () => {
    const start = performance.now();
    await ended(started(['analyze', 'long.pcap', '--format', 'json', '-o', 'measured.json']));
    wholeMs = performance.now() - start;
  });

  it.each(cases)('%s after %i hundredths of the time: the old one or a whole new one', async (signal, percent) => {
    const name = `over-${signal}-${percent}.json`;
    writeFileSync(at(name), OLD);
    const child = started(['analyze', 'long.pcap', '--format', 'json', '-o', name]);
    const end = ended(child);
    setTimeout(() => child.kill(signal), (wholeMs * percent) / 100);
    const { status, by, stderr } = await end;
    const text = readFileSync(at(name), 'utf8');
    const isNew = text !== OLD;
    if (isNew) expect(JSON.parse(text)).toMatchObject({ schema: 'netsight.report/1' });
    expect(stderr).not.toMatch(STACK);
    // Node ignores SIGPIPE from its start on; SIGTERM is heard as soon as there is something to report.
    expect(by === signal ? [isNew, status] : [isNew, by]).toEqual(
      by === signal ? [expect.any(Boolean), null] : [true, null],
    );
    if (by === null) expect(signal === 'SIGTERM' ? [0, 130] : [0]).toContain(status);
    if (by === null) expect(readdirSync(FOLDER).filter((file) => file.startsWith(`${name}.`))).toEqual([]);
  });
});

describe('a reader that leaves at any time', () => {
  const random = new Random(13);
  const cases = Array.from({ length: 8 }, (_, i) => [i % 2 === 0 ? 'json' : 'table', random.below(800)] as const);

  it.each(cases)('of %s, after %i ms: ends quietly, and the other report is whole', async (format, delay) => {
    const name = `beside-${delay}.json`;
    const child = started(['analyze', 'long.pcap', '--format', format, '--format', `json=${name}`]);
    setTimeout(() => child.stdout?.destroy(), delay);
    const { status, by, stderr } = await ended(child);
    expect([status, by, stderr]).toEqual([0, null, '']);
    expect(JSON.parse(readFileSync(at(name), 'utf8')).capture.frames).toBe(60_000);
  });
});

it.runIf(has('python3'))('a terminal that vanishes ends it by SIGHUP, without a word', () => {
  const script = `
import os, pty, sys, time
os.path.exists('held') or os.mkfifo('held')
held = os.open('held', os.O_RDWR) # a capture that never ends
child, terminal = pty.fork()
if child == 0:
    os.dup2(os.open('vanished.txt', os.O_CREAT | os.O_WRONLY | os.O_TRUNC), 2)
    os.execv(sys.argv[1], sys.argv[1:])
time.sleep(float(os.environ['DELAY']))
os.close(terminal)
_, status = os.waitpid(child, 0)
print(os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status))
`;
  for (const delay of ['0.2', '0.6', '1']) {
    const { stdout } = spawnSync('python3', ['-c', script, node, main, 'analyze', 'held'], {
      cwd: FOLDER,
      encoding: 'utf8',
      timeout: 30_000,
      env: { ...process.env, DELAY: delay },
    });
    const said = readFileSync(at('vanished.txt'), 'utf8');
    expect([stdout.trim(), said]).toEqual([String(constants.signals.SIGHUP), '']);
  }
});

async function ended(child: ChildProcess): Promise<{ status: number | null; by: string | null; stderr: string }> {
  let stderr = '';
  child.stderr?.on('data', (piece) => (stderr += piece));
  child.stdout?.resume();
  const [status, by] = await once(child, 'close');
  return { status, by, stderr };
}
