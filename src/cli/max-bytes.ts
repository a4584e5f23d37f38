/** --max-bytes: a report that fits where it is pasted. */
import { Option } from 'commander';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import type { Format } from '../report/format.ts';
import { FORMATS } from '../report/registry.ts';

/** GitHub takes 65,536 characters for an issue or a comment; the rest is for what is written around the report. */
export const DEFAULT_MAX_BYTES = 60_000;
/** Room for the title, the mode and what was left out. */
const MIN_MAX_BYTES = 1000;
/** SI prefixes, as the report's own sizes have them. */
const UNITS: Record<string, number> = { '': 1, k: 1000, m: 1_000_000 };

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

function bytesOf(text: string): number {
  const [, digits, unit] = /^(\d{1,12})([km]?)b?$/i.exec(text.trim()) ?? [];
  const bytes = Number(digits) * UNITS[unit?.toLowerCase() ?? ''];
  if (bytes === 0 || bytes >= MIN_MAX_BYTES) return bytes;
  throw new UsageError(
    `--max-bytes takes a size from ${MIN_MAX_BYTES} up, such as 60000 or 60kB, or 0, not '${printable(text)}'`,
  );
}
