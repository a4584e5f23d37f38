/** What a run reads must outlast it: a report in its place would be all that is left. */
import { fstatSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import { statsOf } from './stats-of.ts';

const STANDARD_INPUT_DESCRIPTOR = 0;

/** Paths that are read, by what they are called. */
export type Originals = Readonly<Record<string, readonly string[]>>;

/** Flags that name files to read. */
interface FlagsThatRead {
  nad?: readonly string[];
  pods?: readonly string[];
  key?: string;
  expect?: string;
  config?: string | false;
}

/** What captures and flags name. */
export const originalsOf = (
  captures: readonly string[],
  { nad = [], pods = [], key, expect, config }: FlagsThatRead = {},
): Originals => ({
  capture: captures,
  declaration: [...nad, ...pods],
  key: named(key),
  'file of expectations': named(expect),
  'file of options': named(config),
});

const named = (path: string | false | undefined): string[] => (typeof path === 'string' ? [path] : []);

/** Refuses, before anything is read, to write where an original is. Throws `UsageError`. */
export async function refuseToReplace(
  outputs: readonly (string | null | undefined)[],
  originals: Originals,
): Promise<void> {
  const written = new Map(outputs.flatMap((path) => (path ? [[identityOf(path), path]] : [])));
  if (written.size === 0) return;
  for (const [kind, paths] of Object.entries(originals)) {
    for (const path of paths) {
      const output = await outputAt(path, written);
      if (output !== undefined)
        throw new UsageError(`${printable(output)} is the ${kind} itself; choose another -o FILE or --format ID=FILE`);
    }
  }
}

/** The output that would replace what is read from a path: the file, or a capture in the directory. */
async function outputAt(path: string, written: ReadonlyMap<string, string>): Promise<string | undefined> {
  if (path === '-') return written.get(fileOf(STANDARD_INPUT_DESCRIPTOR) ?? '');
  if (!statsOf(path)?.isDirectory()) return written.get(identityOf(path));
  for (const entry of entriesOf(path)) {
    const output = written.get(identityOf(entry));
    // An earlier report may lie beside the captures.
    if (output !== undefined && (await (await import('../engine/is-capture.ts')).isCapture(entry))) return output;
  }
  return undefined;
}

/** Nothing of a directory that may not be listed: opening it says why. */
function entriesOf(directory: string): string[] {
  try {
    return readdirSync(directory).map((name) => join(directory, name));
  } catch {
    return [];
  }
}

/** What is the same by whatever name or link: the file; of what is none, or not there yet, the path. */
const identityOf = (path: string): string => fileOf(path) ?? resolve(path);

/** Device and inode of a regular file. Numbers of Windows are too long for doubles. */
function fileOf(place: string | number): string | null {
  try {
    const stats = typeof place === 'number' ? fstatSync(place, { bigint: true }) : statSync(place, { bigint: true });
    return stats.isFile() ? `${stats.dev}:${stats.ino}` : null;
  } catch {
    return null;
  }
}
