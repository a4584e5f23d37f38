/** --max-bytes: a report that fits where it is pasted. */
import { Option } from 'commander';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import type { Format } from '../report/format.ts';
import { FORMATS } from '../report/registry.ts';
import { byteSize } from './size.ts';

/** GitHub takes 65,536 characters for an issue or a comment; the rest is for what is written around the report. */
export const DEFAULT_MAX_BYTES = 60_000;
/** Room for the title, the mode and what was left out. */
const MIN_MAX_BYTES = 1000;

/** The option. */
export const maxBytesOption = (): Option =>
  new Option(
    '--max-bytes <size>',
    `longest markdown report, such as 60000 or 1MB: sections are left out from the bottom; 0 for all (default: ${DEFAULT_MAX_BYTES})`,
  ).argParser(bytesOf);

/** Refuses the option where no format keeps to it. */
export function checkBounded(targets: readonly { format: Format }[]): void {
  if (targets.some(({ format }) => format.bounded)) return;
  const ids = FORMATS.filter(({ bounded }) => bounded).map(({ id }) => id);
  throw new UsageError(`--max-bytes is for --format ${ids.join(' and ')}`);
}

const read = byteSize('--max-bytes', { example: '60000 or 60kB', kilo: 1000 });

function bytesOf(text: string): number {
  const bytes = read(text);
  if (bytes === 0 || bytes >= MIN_MAX_BYTES) return bytes;
  throw new UsageError(`--max-bytes takes ${MIN_MAX_BYTES} bytes or more, or 0 for all, not '${printable(text)}'`);
}
