/** What is wrong with a filter, shown under the place where it is wrong. */
import { UsageError } from '../base/errors.ts';
import { blanked } from '../base/printable.ts';

/** Characters shown on each side of the fault; a whole line still fits a terminal. */
const CONTEXT = 50;
const ELLIPSIS = '…';

/** A filter that cannot be understood. The message quotes it and points at the fault. */
export class FilterError extends UsageError {
  /** Offset of the fault in the filter's text. */
  readonly at: number;

  constructor(problem: string, text: string, at: number, length: number) {
    super(`bad filter: ${blanked(problem)}\n${pointAt(text, at, length)}`);
    this.at = at;
  }
}

function pointAt(text: string, at: number, length: number): string {
  const from = at > CONTEXT ? at - CONTEXT : 0;
  const to = Math.min(text.length, at + CONTEXT);
  const before = from > 0 ? ELLIPSIS : '';
  const shown = before + blanked(text.slice(from, to)) + (to < text.length ? ELLIPSIS : '');
  const carets = '^'.repeat(Math.max(1, Math.min(length, to - at)));
  return `  ${shown}\n  ${' '.repeat(before.length + at - from)}${carets}`;
}
