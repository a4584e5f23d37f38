/**
 * Code as V8 compiled it in an earlier run: compiling was half the time of a small capture (docs/decisions/0015-command-line-comfort.md). V8 trusts what it is given, so a file
 * counts only when it is this user's, nobody else may write it, and holds the same twice. Whatever fails here costs time, never the run.
 */
import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.ts';

/** A file holds the code twice, against accidents: comparing costs a tenth of a digest, for which Node would have to load its cryptography. */
const COPIES = 2;
/** Ours are below 4 MB. */
const MAX_BYTES = 16 * 2 ** 20;
/** One or two files for each command and Node version in use; the oldest go first. */
const MAX_FILES = 24;
/** Mode of a folder that nobody else may look into. */
const OURS_ALONE = 0o700;
/** Bits of a file's mode that let others write it. */
const OTHERS_MAY_WRITE = 0o022;
const SUFFIX = '.v8cache';

/** The folder for this user; null when there is no place, or Node's own switch for compile caches says no. */
export function cacheFolder(env: NodeJS.ProcessEnv): string | null {
  const { NODE_DISABLE_COMPILE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA, HOME } = env;
  if (NODE_DISABLE_COMPILE_CACHE) return null;
  // The XDG specification: a relative path is to be ignored.
  if (XDG_CACHE_HOME?.startsWith('/')) return `${XDG_CACHE_HOME}/netsight`;
  if (process.platform === 'win32') return LOCALAPPDATA ? `${LOCALAPPDATA}/netsight/cache` : null;
  return HOME?.startsWith('/') ? `${HOME}/.cache/netsight` : null;
}

/** What was kept under that name; undefined when there is nothing, or nothing to be trusted. */
export function keptCode(folder: string, name: string): Buffer | undefined {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(`${folder}/${name}${SUFFIX}`, 'r');
    if (!isOurs(fstatSync(descriptor))) return undefined;
    const bytes = readFileSync(descriptor);
    const length = bytes.length / COPIES;
    const code = bytes.subarray(0, length);
    return length > 0 && code.equals(bytes.subarray(length)) ? code : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** Keeps code under a name; it appears when it is whole. */
export function keepCode(folder: string, name: string, code: Buffer): void {
  const part = `${folder}/${name}.${process.pid}.part`;
  try {
    if (isOfAnother(folder)) return;
    makeFolder(folder, OURS_ALONE);
    writeFileSync(part, Buffer.concat([code, code]), { flag: 'wx', mode: 0o600 });
    renameSync(part, `${folder}/${name}${SUFFIX}`);
    forgetOldest(folder);
  } catch {
    discard(part);
  }
}

/** Under sudo, HOME may be that of a user, who could not remove or replace what root leaves there. */
function isOfAnother(folder: string): boolean {
  if (process.getuid?.() !== 0) return false;
  let path = folder;
  while (!existsSync(path) && path !== dirname(path)) path = dirname(path);
  return statSync(path).uid !== 0;
}

function discard(part: string): void {
  try {
    rmSync(part, { force: true });
  } catch {
    // It never was there.
  }
}

function forgetOldest(folder: string): void {
  const paths = readdirSync(folder)
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => `${folder}/${name}`);
  const byAge = paths.map((path) => ({ path, time: statSync(path).mtimeMs })).sort((a, b) => b.time - a.time);
  for (const { path } of byAge.slice(MAX_FILES)) rmSync(path, { force: true });
}

/** Windows has no such modes; its folder is the user's own. */
function isOurs(stats: Stats): boolean {
  if (!stats.isFile() || stats.size > MAX_BYTES) return false;
  return process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & OTHERS_MAY_WRITE) === 0);
}
