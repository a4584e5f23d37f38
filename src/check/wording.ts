/** Wording that the formats of a run share. */
import { printable } from '../base/printable.ts';
import { SEVERITIES } from '../incidents/finding.ts';
import { count, counted } from '../report/quantities.ts';
import type { CaptureOutcome, CheckReport, Outcome } from './outcome.ts';

/** Frames that are named; the capture has the others. */
const MAX_FRAMES = 5;
/** Longer texts are lists that nobody reads in an annotation. */
const MAX_TEXT = 2000;

/** frames 3, 5 and 12 more; empty when none show it. Several inputs of one capture are told apart by number. */
export function framesText({ proof }: Pick<Outcome, 'proof'>): string {
  const several = new Set(proof.map(({ input }) => input)).size > 1;
  const named = proof.flatMap(({ input, frames }) =>
    frames.map((frame) => (several ? `${frame} of input ${input}` : `${frame}`)),
  );
  const all = [...new Set(named)];
  if (all.length === 0) return '';
  const more = all.length > MAX_FRAMES ? ` and ${count(all.length - MAX_FRAMES)} more` : '';
  return `${all.length === 1 ? 'frame' : 'frames'} ${all.slice(0, MAX_FRAMES).join(', ')}${more}`;
}

/** Expected, found and frames in one sentence that is safe to show anywhere as plain text. */
export function sentence(outcome: Outcome): string {
  const frames = framesText(outcome);
  const what = outcome.kind === 'finding' ? outcome.found : `expected ${outcome.expected}, found ${outcome.found}`;
  return printable(frames === '' ? what : `${what} (${frames})`, MAX_TEXT);
}

/** 2 of 14 failed; 1 capture could not be judged */
export function summary({ totals }: CheckReport): string {
  const judged = totals.passed + totals.failed;
  return [
    totals.failed === 0 ? `${count(judged)} passed` : `${count(totals.failed)} of ${count(judged)} failed`,
    totals.noted === 0 ? '' : `${count(totals.noted)} noted`,
    totals.errors === 0 ? '' : `${counted(totals.errors, 'capture')} could not be judged`,
  ]
    .filter(Boolean)
    .join('; ');
}

/** What a reader should see: failures, and what was noted, the most severe first. */
export function worthShowing({ outcomes }: CaptureOutcome): Outcome[] {
  const shown = outcomes.filter(({ status }) => status !== 'passed');
  return shown.sort((a, b) => rank(a) - rank(b));
}

/** 0 for the worst; of equal severity, what failed comes before what was noted. */
export const rank = ({ severity, status }: Outcome): number =>
  2 * SEVERITIES.indexOf(severity) + (status === 'failed' ? 0 : 1);
