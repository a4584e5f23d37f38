import {
  chmodSync,
  chownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { cacheFolder, keepCode, keptCode } from '../../src/cli/code-cache.ts';

const BASE = mkdtempSync(join(tmpdir(), 'netsight-cache-'));
afterAll(() => rmSync(BASE, { recursive: true, force: true }));

const CODE = Buffer.from('what V8 made of it');
let folders = 0;

/** A new folder with CODE kept under 'a', and the file that holds it. */
function kept(): { folder: string; file: string } {
  const folder = join(BASE, String(folders++), 'netsight');
  keepCode(folder, 'a', CODE);
  return { folder, file: join(folder, readdirSync(folder)[0]) };
}

it('gives back what was kept, readable and writable by this user alone', () => {
  const { folder, file } = kept();
  expect(keptCode(folder, 'a')?.equals(CODE)).toBe(true);
  expect([statSync(file).mode & 0o777, statSync(folder).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(keptCode(folder, 'b')).toBeUndefined();
});

it('trusts no byte that changed', () => {
  const { folder, file } = kept();
  const whole = readFileSync(file);
  for (let at = 0; at < whole.length; at++) {
    const changed = Buffer.from(whole);
    changed[at] ^= 1;
    writeFileSync(file, changed);
    expect(keptCode(folder, 'a')).toBeUndefined();
  }
});

it.each([0, 1, 2, 18, 35])('trusts nothing that was cut at %i bytes', (length) => {
  const { folder, file } = kept();
  truncateSync(file, length);
  expect(keptCode(folder, 'a')).toBeUndefined();
});

it.skipIf(process.platform === 'win32').each([0o620, 0o602])('trusts no file of mode %o', (mode) => {
  const { folder, file } = kept();
  chmodSync(file, mode);
  expect(keptCode(folder, 'a')).toBeUndefined();
});

it('says nothing where it cannot write', () => {
  const { file } = kept();
  expect(() => keepCode(join(file, 'below'), 'a', CODE)).not.toThrow();
  expect(keptCode(join(file, 'below'), 'a')).toBeUndefined();
});

it.skipIf(process.getuid?.() !== 0)('leaves nothing of root in the home of a user', () => {
  const home = mkdtempSync(join(BASE, 'home-'));
  chownSync(home, 1000, 1000);
  keepCode(join(home, '.cache', 'netsight'), 'a', CODE);
  expect(readdirSync(home)).toEqual([]);
});

it('ends where no folder can be made', () => {
  // Node's own recursive mkdir never does, in /proc.
  keepCode('/proc/none/netsight', 'a', CODE);
  expect(keptCode('/proc/none/netsight', 'a')).toBeUndefined();
});

it('keeps two dozen files, and none that is not whole', () => {
  const { folder } = kept();
  for (let i = 0; i < 40; i++) keepCode(folder, `n${i}`, CODE);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(readdirSync(folder)).toHaveLength(24);
});

it.skipIf(process.platform === 'win32').each<[NodeJS.ProcessEnv, string | null]>([
  [{ HOME: '/home/a' }, '/home/a/.cache/netsight'],
  [{ HOME: '/home/a', XDG_CACHE_HOME: '/var/c' }, '/var/c/netsight'],
  [{ HOME: '/home/a', XDG_CACHE_HOME: 'here' }, '/home/a/.cache/netsight'],
  [{ HOME: 'here' }, null],
  [{}, null],
  [{ HOME: '/home/a', NODE_DISABLE_COMPILE_CACHE: '1' }, null],
])('with %j the folder is %s', (env, folder) => expect(cacheFolder(env)).toBe(folder));
