/** What `netsight check` found out: the JSON of it, and what every other format renders. */
import type { Next, Severity } from '../report/analysis.ts';
import type { Found } from '../report/path.ts';

/** One thing that was judged. */
export interface Outcome {
  /** expectation: from the file; finding: of the analysis; baseline: against an earlier report. */
  kind: 'expectation' | 'finding' | 'baseline';
  /** noted: a finding below --fail-on, or a change that is no drift; shown, and nothing more. */
  status: 'passed' | 'failed' | 'noted';
  /** Id of the finding, or the kind. */
  rule: string;
  severity: Severity;
  /** Unique within its capture: a path, a finding with its subject, a part of the report. */
  name: string;
  expected: string;
  found: string;
  /** Frames that show it; none when none do. */
  proof: Found['proof'];
  /** Line of the expectation file; null for what stands in none. */
  line: number | null;
  /** The same for the same problem of the same capture in every run. */
  fingerprint: string;
  /** What to do about a finding. */
  next: Next | null;
}

/** One capture, judged by itself. */
export interface CaptureOutcome {
  /** As on the command line. */
  path: string;
  /** Why it could not be judged; null when it was. */
  error: string | null;
  /** Bytes and packets that were read. */
  bytes: number;
  frames: number;
  /** False when it is damaged; what could be read was judged. */
  complete: boolean;
  /** mode or mode/submode; null when it could not be judged. */
  verdict: string | null;
  /** How long the analysis took. */
  seconds: number;
  outcomes: Outcome[];
}

/** Numbers over all captures. */
export interface Totals {
  captures: number;
  passed: number;
  failed: number;
  noted: number;
  /** Captures that could not be judged. */
  errors: number;
}

/** One run of `netsight check`. */
export interface CheckReport {
  schema: 'netsight.check/1';
  tool: { name: string; version: string };
  /** RFC 3339, when the run began. */
  started: string;
  /** Expectation file; null without one. */
  expectations: string | null;
  failOn: Severity | 'none';
  totals: Totals;
  captures: CaptureOutcome[];
  /** Globs of the file that match none of the captures. */
  unmatched: { glob: string; line: number }[];
}

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
