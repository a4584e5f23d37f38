/** What `netsight check` writes as JSON, written once: the published schema and the types of outcome.ts come from here. Only scripts/schema.ts and tests may load this file. */
import { Type } from 'typebox';
import { SEVERITIES } from '../incidents/finding.ts';
import { Next } from '../report/schema/verdict.ts';
import { amount, count, flag, frames, oneOf, orNull, text } from '../report/schema/words.ts';
import { schemaDocument } from '../report/schema.ts';

const Proof = Type.Object(
  {
    input: orNull(count('index'), 'into the inputs of the capture, from 0; null without frames'),
    frames: frames('packets that show it'),
  },
  { title: 'Proof' },
);

export const Outcome = Type.Object(
  {
    kind: oneOf(
      ['expectation', 'finding', 'baseline'],
      'expectation: from the file; finding: of the analysis; baseline: against an earlier report',
    ),
    status: oneOf(
      ['passed', 'failed', 'noted'],
      'noted: a finding below --fail-on, or a change that is no drift; shown, and nothing more',
    ),
    rule: text('id of the finding, or the kind'),
    severity: oneOf(SEVERITIES, 'how bad it is when it failed'),
    name: text('unique within its capture: a path, a finding with its subject, a part of the report'),
    expected: text('what was expected, in words'),
    found: text('what was found, in words'),
    proof: Type.Array(Proof, { description: 'frames that show it; none when none do' }),
    line: orNull(count('line'), 'of the expectation file, from 1; null for what stands in none'),
    fingerprint: text('the same for the same problem of the same capture in every run'),
    next: orNull(Next, 'what to do about a finding; null for everything else'),
  },
  { title: 'Outcome', description: 'one thing that was judged' },
);

export const CaptureOutcome = Type.Object(
  {
    path: text('as on the command line'),
    error: orNull(Type.String(), 'why it could not be judged; null when it was'),
    bytes: count('bytes read'),
    frames: count('packets read'),
    complete: flag('false when it is damaged; what could be read was judged'),
    verdict: orNull(Type.String(), 'mode or mode/submode; null when it could not be judged'),
    seconds: amount('how long the analysis took'),
    outcomes: Type.Array(Outcome),
  },
  { title: 'CaptureOutcome', description: 'one capture, judged by itself' },
);

export const Totals = Type.Object(
  {
    captures: count('captures'),
    passed: count('outcomes that passed'),
    failed: count('outcomes that failed'),
    noted: count('outcomes that were noted'),
    errors: count('captures that could not be judged'),
  },
  { title: 'Totals', description: 'numbers over all captures' },
);

const Unmatched = Type.Object(
  { glob: text('of the expectation file'), line: count('where it stands, from 1') },
  { title: 'Unmatched' },
);

/** Schema of `check --format json`. Fields may be added; none is renamed, retyped or dropped without a new major number. */
export const CheckReport = Type.Object(
  {
    schema: Type.Literal('netsight.check/1'),
    tool: Type.Object({ name: text('netsight'), version: text('semantic version') }),
    started: text('when the run began (RFC 3339, milliseconds)'),
    expectations: orNull(Type.String(), 'path of the expectation file; null without one'),
    failOn: oneOf([...SEVERITIES, 'none'], 'findings this severe fail when they are not expected'),
    totals: Totals,
    captures: Type.Array(CaptureOutcome),
    unmatched: Type.Array(Unmatched, { description: 'globs of the file that match none of the captures' }),
  },
  { title: 'netsight check', description: 'One run of netsight check.' },
);

/** The published schema as it is written to schema/netsight-check-1.schema.json. */
export const checkSchemaText = (): string => schemaDocument('check', CheckReport);
