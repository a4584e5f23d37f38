/** --format and -o: which formats go where. */
import { Option } from 'commander';
import { UsageError } from '../base/errors.ts';
import { didYouMean } from '../base/nearest.ts';
import { printable } from '../base/printable.ts';

/** One report to write. */
export interface Target<Format> {
  format: Format;
  /** Standard output when null. */
  file: string | null;
}

/** The flags, as commander leaves them. */
export interface TargetFlags {
  format?: string[];
  output?: string;
}

/** --format, which may be given several times. */
export const formatOption = (formats: readonly { id: string }[]): Option =>
  new Option('-f, --format <id>', 'what to write; ID=FILE writes to a file (repeatable)')
    .choices(formats.map(({ id }) => id))
    .argParser((id, all: string[] = []) => [...all, id]);

/** What is to be written, files first; without any --format, a table to standard output or to -o. */
export function targetsOf<Format extends { id: string }>(
  formats: readonly Format[],
  { format = ['table'], output }: TargetFlags,
): Target<Format>[] {
  const targets = format.map((text) => targetOf(formats, text));
  const unnamed = targets.filter(({ file }) => file === null);
  if (unnamed.length > 1)
    throw new UsageError('only one --format can go to standard output; write the others as ID=FILE');
  if (unnamed.length === 0 && output !== undefined)
    throw new UsageError('nothing is left for -o: every --format names a file of its own');
  const named = targets.map((target) => ({ ...target, file: target.file ?? output ?? null }));
  // Who closes the pipe early, as head does, ends the process, and would take the files along.
  return named.toSorted((a, b) => Number(a.file === null) - Number(b.file === null));
}

/** Where files will be. */
export const filesOf = (targets: readonly Target<unknown>[]): (string | null)[] => targets.map(({ file }) => file);

function targetOf<Format extends { id: string }>(formats: readonly Format[], text: string): Target<Format> {
  const [id, ...rest] = text.split('=');
  const format = formats.find((entry) => entry.id === id);
  if (format === undefined) {
    const known = formats.map((entry) => entry.id);
    throw new UsageError(`unknown format '${printable(id)}'${didYouMean(id, known)} (there are ${known.join(', ')})`);
  }
  const file = rest.join('=');
  if (rest.length > 0 && file === '') throw new UsageError(`--format ${format.id}= wants a file name after the =`);
  return { format, file: rest.length > 0 ? file : null };
}
