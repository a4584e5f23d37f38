import { readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { CaptureError } from '../base/errors.ts';
import { inputName, type Opened, STANDARD_INPUT } from './input.ts';
import { openCapture } from './open.ts';
import { type PacketSource, RecordBatch } from './packet-source.ts';

/** Seven years of hourly rotation; a directory with more is a mistake. */
const MAX_ENTRIES = 65_536;
/** Enough for the first packet of most files. */
const PROBE_CHUNK = 65_536;

interface Candidate {
  path: string;
  seconds: number;
  nanoseconds: number;
}

/** Replaces each directory by the captures in it, the one that begins first first; other names stay as they are. */
export async function expandInputs(paths: readonly Opened[]): Promise<Opened[]> {
  const expanded: Opened[] = [];
  for (const path of paths) expanded.push(...(isDirectory(path) ? await capturesIn(path) : [path]));
  return expanded;
}

function isDirectory(path: Opened): path is string {
  if (typeof path !== 'string') return false;
  return path !== STANDARD_INPUT && (statsOf(path)?.isDirectory() ?? false);
}

/** Null when there is nothing that can be looked at: opening it says why. */
function statsOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

async function capturesIn(directory: string): Promise<string[]> {
  const found: Candidate[] = [];
  for (const path of filesIn(directory)) {
    const candidate = await probe(path);
    if (candidate !== null) found.push(candidate);
  }
  if (found.length === 0)
    throw new CaptureError('no-captures', directory, `${inputName(directory)} holds no captures.`);
  return found.sort(byTimeThenName).map(({ path }) => path);
}

function filesIn(directory: string): string[] {
  const entries = entriesOf(directory);
  if (entries.length > MAX_ENTRIES) {
    const message = `${inputName(directory)} has ${entries.length} entries; at most ${MAX_ENTRIES} are looked at. Name the captures.`;
    throw new CaptureError('too-many-entries', directory, message);
  }
  const paths = entries.map((name) => join(directory, name));
  return paths.filter((path) => statsOf(path)?.isFile());
}

function entriesOf(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    throw new CaptureError('no-permission', directory, `${inputName(directory)} may not be listed by this user.`);
  }
}

/** The time of the file's first packet; null when it is no capture. One that cannot be read is kept, for its own error to be told. */
async function probe(path: string): Promise<Candidate | null> {
  try {
    const source = await openCapture(path, { chunkSize: PROBE_CHUNK });
    const time = await firstTime(source);
    source.close();
    return { path, ...time };
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error;
    return error.code === 'not-a-capture' ? null : { path, seconds: Number.POSITIVE_INFINITY, nanoseconds: 0 };
  }
}

/** Infinity when no packet has a time: such files come last. */
async function firstTime(source: PacketSource): Promise<{ seconds: number; nanoseconds: number }> {
  const batch = new RecordBatch();
  do {
    while (source.read(batch) > 0) {
      const timed = batch.seconds.subarray(0, batch.count).findIndex((seconds) => !Number.isNaN(seconds));
      if (timed >= 0) return { seconds: batch.seconds[timed], nanoseconds: batch.nanoseconds[timed] };
    }
  } while (await source.fill());
  return { seconds: Number.POSITIVE_INFINITY, nanoseconds: 0 };
}

function byTimeThenName(a: Candidate, b: Candidate): number {
  if (a.seconds !== b.seconds) return a.seconds < b.seconds ? -1 : 1;
  if (a.nanoseconds !== b.nanoseconds) return a.nanoseconds - b.nanoseconds;
  return a.path < b.path ? -1 : 1;
}
