/** A run for a terminal or the log of a job: one line for each expectation, and the outcome on the last one. */

import { printable } from '../base/printable.ts';
import { counted } from '../report/quantities.ts';
import { linkedParagraph } from '../report/text/lines.ts';
import { type Ink, type Page, pageOf } from '../report/text/page.ts';
import { ascii } from '../report/text/safe.ts';
import { wrap } from '../report/text/width.ts';
import type { CaptureOutcome, CheckReport, Outcome } from './outcome.ts';
import type { RenderCheck } from './registry.ts';
import { framesText, summary } from './wording.ts';

const WORDS: Record<Outcome['status'], [word: string, ink: Ink]> = {
  passed: ['pass', 'green'],
  failed: ['FAIL', 'red'],
  noted: ['note', 'yellow'],
};
/** Behind the word. */
const INDENT = 8;
/** The runner of GitHub Actions obeys lines of a log that begin so, or hold the older form anywhere. */
const COMMAND = /^(\s*):(?=:[a-z-]+[ :])|#(?=#\[)/gi;

/** Renders the run as text. */
export const render: RenderCheck = function* (report, options) {
  const page = pageOf({ ...options, top: 0 });
  const shown = (text: string): string => (options.unicode ? text : ascii(text));
  for (const line of lines(report, page)) yield `${shown(inert(line))}\n`;
};

/** The line, no command of a runner. */
export const inert = (line: string): string =>
  line.replace(COMMAND, (_, space) => (space === undefined ? '\\x23' : `${space}\\x3a`));

function* lines(report: CheckReport, page: Page): Generator<string> {
  for (const capture of report.captures) {
    if (capture !== report.captures[0]) yield '';
    yield* captureLines(capture, page);
    for (const outcome of capture.outcomes) yield* outcomeLines(outcome, page);
    if (capture.error !== null) yield* labelled('FAIL', 'red', printable(capture.error), page);
  }
  if (report.captures.length > 0) yield '';
  for (const { glob, line } of report.unmatched)
    yield* labelled('note', 'yellow', `${printable(glob)} (line ${line}) matches none of these captures`, page);
  const ink: Ink = report.totals.failed + report.totals.errors > 0 ? 'red' : 'green';
  yield page.paint(ink, `${counted(report.totals.captures, 'capture')}: ${summary(report)}`);
}

function captureLines(capture: CaptureOutcome, page: Page): string[] {
  const name = printable(capture.path);
  const file = { path: capture.path, from: 0, length: name.length };
  return linkedParagraph(`${name}  ${printable(figures(capture))}`, file, page, 'bold');
}

function figures({ verdict, frames, complete }: CaptureOutcome): string {
  if (verdict === null) return 'not judged';
  return `${verdict}, ${counted(frames, 'packet')}${complete ? '' : ', damaged'}`;
}

function outcomeLines(outcome: Outcome, page: Page): string[] {
  const [word, ink] = WORDS[outcome.status];
  return labelled(word, ink, printable(textOf(outcome), Number.POSITIVE_INFINITY), page);
}

function textOf(outcome: Outcome): string {
  const { kind, name, status, expected, found } = outcome;
  const frames = framesText(outcome) && ` (${framesText(outcome)})`;
  if (kind === 'finding') return `${name}: ${found}${frames}`;
  return status === 'passed' ? `${name}: ${expected}` : `${name}: expected ${expected}, found ${found}${frames}`;
}

function labelled(word: string, ink: Ink, text: string, page: Page): string[] {
  const rows = wrap(text, page.width - INDENT);
  return rows.map((row, i) => (i === 0 ? `  ${page.paint(ink, word)}  ${row}` : ' '.repeat(INDENT) + row));
}
