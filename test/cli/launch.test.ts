/** The built command line (npm run build), as it is started. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const COMMAND = 'dist/netsight.js';
const CACHE = mkdtempSync(join(tmpdir(), 'netsight-launch-'));
if (!existsSync(COMMAND)) console.warn('dist/ is not built (npm run build): its launcher is not tried');
afterAll(() => rmSync(CACHE, { recursive: true, force: true }));
const FOLDER = join(CACHE, 'netsight');

const run = (...args: string[]) => {
  const { PATH = '' } = process.env;
  const options = { encoding: 'utf8', timeout: 60_000, env: { PATH, XDG_CACHE_HOME: CACHE } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], options);
  return { status, stdout, stderr };
};
const ANALYZE = ['analyze', 'samples/broadcast-storm-pod.pcap'];

it.skipIf(!existsSync(COMMAND))(
  'gives the same with code of the last run, without, and with a cache that was broken',
  () => {
    const first = run(...ANALYZE);
    expect([first.status, first.stderr]).toEqual([0, '']);
    const [file] = readdirSync(FOLDER);
    const { mtimeMs } = statSync(join(FOLDER, file));
    expect(run(...ANALYZE)).toEqual(first);
    expect(statSync(join(FOLDER, file)).mtimeMs).toBe(mtimeMs);
    writeFileSync(join(FOLDER, file), 'nonsense');
    expect(run(...ANALYZE)).toEqual(first);
    expect(statSync(join(FOLDER, file)).size).toBeGreaterThan(100_000);
  },
);

it.skipIf(!existsSync(COMMAND))('keeps a command apart from the next, and nothing of what was refused', () => {
  const before = readdirSync(FOLDER).length;
  expect(run('frobnicate').status).toBe(2);
  expect(readdirSync(FOLDER)).toHaveLength(before);
  expect(run('explain', 'duplicate-ip').status).toBe(0);
  expect(readdirSync(FOLDER)).toHaveLength(before + 1);
});

it.skipIf(!existsSync(COMMAND))('loads what few runs need only for them', () => {
  const keptFor = (command: string) => readdirSync(FOLDER).filter((name) => name.includes(`-${command}-`));
  expect(keptFor('analyze').map((name) => name.replace(/.*-/, ''))).toEqual(['program.v8cache']);
  const first = run('man');
  expect(first.stdout).toContain('.SH');
  expect(keptFor('man')).toHaveLength(2);
  expect(run('man')).toEqual(first);
});

it.skipIf(!existsSync(COMMAND))('says what is missing, without a stack trace', () => {
  const folder = mkdtempSync(join(CACHE, 'part-'));
  const copied = (name: string) => copyFileSync(join('dist', name), join(folder, name));
  const start = (...args: string[]) => {
    const command = [join(folder, 'netsight.js'), ...args];
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    return [status, stderr];
  };
  copied('package.json');
  copied('netsight.js');
  expect(start('--version')).toEqual([
    70,
    'netsight: program.js is missing beside netsight.js; install netsight again\n',
  ]);
  copied('program.js');
  expect(start('--version')).toEqual([0, '']);
  expect(start('man')).toEqual([
    70,
    'netsight: internal error, please report it: Error: later.js is missing beside netsight.js; install netsight again\n',
  ]);
});
