/** A run as the step summary of GitHub Actions: Markdown of bounded size. */

import { printable } from '../base/printable.ts';
import { code, inline } from '../report/markdown/escape.ts';
import { table } from '../report/markdown/table.ts';
import { count } from '../report/quantities.ts';
import type { CaptureOutcome, CheckReport, Outcome } from './outcome.ts';
import { framesText, summary, worthShowing } from './wording.ts';

const WORDS: Record<Outcome['status'], string> = { passed: 'pass', failed: '**fail**', noted: 'note' };
/** Room for the line that says what was left out. */
const RESERVED = 200;

/** The summary in at most so many bytes: the captures that fit, and how many do not. */
export function stepSummary(report: CheckReport, maxBytes: number): string {
  const blocks = [`## netsight check\n\n${inline(summary(report))}\n`];
  let bytes = sizeOf(blocks[0]);
  const worst = [...report.captures].sort((a, b) => failures(b) - failures(a));
  for (const [i, capture] of worst.entries()) {
    const block = blockOf(capture);
    bytes += sizeOf(block);
    if (bytes + RESERVED > maxBytes) {
      blocks.push(`\n${count(worst.length - i)} more captures do not fit here; the other formats have them.\n`);
      break;
    }
    blocks.push(block);
  }
  return blocks.join('');
}

const sizeOf = (text: string): number => new TextEncoder().encode(text).length;

const failures = ({ outcomes, error }: CaptureOutcome): number =>
  outcomes.filter(({ status }) => status === 'failed').length + (error === null ? 0 : 1);

function blockOf(capture: CaptureOutcome): string {
  const { path, verdict, error, outcomes } = capture;
  const shown = worthShowing(capture);
  const passed = outcomes.length - shown.length;
  const lines = [
    '',
    `### ${code(printable(path))}`,
    '',
    error === null ? `${inline(printable(verdict ?? ''))}, ${count(passed)} passed` : inline(printable(error)),
    ...table(['', 'What', 'Expected', 'Found', 'Frames'], shown.map(row)),
  ];
  return `${lines.join('\n')}\n`;
}

function row(outcome: Outcome): string[] {
  const { status, name, expected, found } = outcome;
  const frames = framesText(outcome).replace(/^frames? /, '');
  return [WORDS[status], ...[name, expected, found, frames].map((text) => inline(printable(text)))];
}
