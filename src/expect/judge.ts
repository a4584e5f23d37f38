/** An expectation held against a report. */
import type { Analysis } from '../report/analysis.ts';
import { type Found, valuesAt } from '../report/path.ts';
import { count } from '../report/quantities.ts';
import type { Expectation } from './expectation.ts';
import { scalarText } from './operators.ts';

/** Values that are shown; more say nothing more. */
const MAX_SHOWN = 8;
/** Places that are shown. */
const MAX_PROOFS = 4;

/** How an expectation fared. */
export interface Judged {
  holds: boolean;
  /** In words. */
  expected: string;
  found: string;
  /** The frames behind what was found; empty when none show it. */
  proof: Found['proof'];
}

/** Judges one expectation. */
export function judge({ path, conditions }: Expectation, analysis: Analysis): Judged {
  const found = valuesAt(analysis, path);
  const judgements = conditions.map(({ operator, operand }) => operator.judge(operand, found, path.many));
  const broken = judgements.filter(({ holds }) => !holds);
  const wrong = broken.flatMap((judgement) => judgement.wrong);
  return {
    holds: broken.length === 0,
    expected: conditions.map(({ operator, operand }) => operator.words(operand)).join(', '),
    found: foundText(found),
    proof: (wrong.length > 0 ? wrong : found).flatMap(({ proof }) => proof).slice(0, MAX_PROOFS),
  };
}

function foundText(found: readonly Found[]): string {
  if (found.length === 0) return 'nothing';
  const more = found.length > MAX_SHOWN ? ` and ${count(found.length - MAX_SHOWN)} more` : '';
  return (
    found
      .slice(0, MAX_SHOWN)
      .map(({ value }) => scalarText(value))
      .join(', ') + more
  );
}
