/** What `netsight check` found out: the JSON of it, and what every other format renders. The shape is written in schema.ts. */
import type { Static } from 'typebox';
import type * as Schema from './schema.ts';

/** One thing that was judged. */
export type Outcome = Static<typeof Schema.Outcome>;
/** One capture, judged by itself. */
export type CaptureOutcome = Static<typeof Schema.CaptureOutcome>;
/** Numbers over all captures. */
export type Totals = Static<typeof Schema.Totals>;
/** One run of `netsight check`. */
export type CheckReport = Static<typeof Schema.CheckReport>;

/** Numbers over the captures. */
export function totalsOf(captures: readonly CaptureOutcome[]): Totals {
  const outcomes = captures.flatMap((capture) => capture.outcomes);
  const having = (status: Outcome['status']): number => outcomes.filter((outcome) => outcome.status === status).length;
  return {
    captures: captures.length,
    passed: having('passed'),
    failed: having('failed'),
    noted: having('noted'),
    errors: captures.filter(({ error }) => error !== null).length,
  };
}
