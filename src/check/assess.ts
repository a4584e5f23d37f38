/** One capture's report, held against what is expected of it. */
import { isChanged } from '../diff/compare.ts';
import type { Difference, SectionChanges } from '../diff/difference.ts';
import { figures } from '../diff/lines.ts';
import type { Expectation } from '../expect/expectation.ts';
import { judge } from '../expect/judge.ts';
import { SEVERITIES } from '../incidents/finding.ts';
import { fingerprint } from '../incidents/fingerprint.ts';
import type { Analysis, Finding, Severity } from '../report/analysis.ts';
import { modeName } from '../report/phrases.ts';
import type { CaptureOutcome, Outcome } from './outcome.ts';

/** A ratio that moves by less is the weather: a few broadcasts more or less in a short capture. */
const RATIO_DRIFT = 0.05;
/** Parts of a report that do not depend on what was said in the network while it was captured. */
const STEADY: readonly SectionChanges['id'][] = ['findings', 'segments', 'protocols'];
/** What says that a finding is expected, and not only looked at. */
const POSITIVE = ['equals', 'contains', 'oneOf'];

/** What a capture is judged by. */
export interface Standard {
  expectations: readonly Expectation[];
  failOn: Severity | 'none';
  /** Against an earlier report; null without one. */
  baseline: Difference | null;
}

/** Judges one capture. */
export function assess(path: string, analysis: Analysis, standard: Standard): Omit<CaptureOutcome, 'seconds'> {
  const { expectations, baseline } = standard;
  const expected = expectedIds(expectations);
  const outcomes = [
    ...expectations.map((expectation) => ofExpectation(expectation, analysis)),
    ...(baseline === null ? [] : ofBaseline(baseline)),
    ...analysis.findings.map((finding) => ofFinding(finding, expected, standard)),
  ];
  return {
    path,
    error: null,
    bytes: analysis.inputs.reduce((sum, input) => sum + input.bytes, 0),
    frames: analysis.capture.frames,
    complete: analysis.inputs.every((input) => input.complete && input.damage.length === 0),
    verdict: modeName(analysis.verdict),
    outcomes: named(outcomes).map((outcome) => ({ ...outcome, fingerprint: fingerprint([path, outcome.fingerprint]) })),
  };
}

function ofExpectation(expectation: Expectation, analysis: Analysis): Outcome {
  const { holds, expected, found, proof } = judge(expectation, analysis);
  return {
    kind: 'expectation',
    status: holds ? 'passed' : 'failed',
    rule: 'expectation',
    severity: holds ? 'info' : 'error',
    name: expectation.path.text,
    expected,
    found,
    proof: holds ? [] : proof.map(({ input, frames }) => ({ input, frames: [...frames] })),
    line: expectation.line,
    fingerprint: `${expectation.path.text} ${expected}`,
    next: null,
  };
}

function ofFinding(finding: Finding, expected: ReadonlySet<string>, { failOn }: Standard): Outcome {
  const { id, severity, subject, summary, evidence, next } = finding;
  const known = expected.has(id);
  const grave = failOn !== 'none' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
  return {
    kind: 'finding',
    status: known ? 'passed' : grave ? 'failed' : 'noted',
    rule: id,
    severity,
    name: `${id} ${subject}`,
    expected: known ? 'this finding' : `no finding of ${failOn === 'none' ? 'any severity' : `${failOn} or worse`}`,
    found: `${severity}: ${summary}`,
    proof: evidence.filter(({ frames }) => frames.length > 0).map(({ input, frames }) => ({ input, frames })),
    line: null,
    fingerprint: finding.fingerprint,
    next,
  };
}

/** Ids of findings that the expectations say should be there. */
function expectedIds(expectations: readonly Expectation[]): Set<string> {
  const ids = expectations.flatMap(({ path, conditions }) => {
    const [root, step] = path.steps;
    if (root.kind !== 'name' || root.name !== 'findings') return [];
    if (step?.kind === 'where' && step.key === 'id') return [step.value];
    if (!path.text.endsWith('.id')) return [];
    const operands = conditions.filter(({ operator }) => POSITIVE.includes(operator.id)).map(({ operand }) => operand);
    return operands.flat().map(String);
  });
  return new Set(ids);
}

/** What drifted: verdict, findings, segments and protocols fail; shares of traffic when they move far; all else is noted. */
function ofBaseline({ before, verdict, values, sections }: Difference): Outcome[] {
  const steady = verdict.filter(({ key }) => key === 'mode').concat(values.filter(isDrift));
  return [
    ...steady.map((moved) => drift(before.path, moved.key, `${moved.before}`, `${moved.after}`, true)),
    ...sections.filter(isChanged).map((section) => {
      const fails = STEADY.includes(section.id) && section.appeared.count + section.vanished.count > 0;
      return drift(before.path, section.id, 'the same as before', changesText(section), fails);
    }),
  ];
}

const isDrift = ({ key, before, after }: Difference['values'][number]): boolean =>
  key.endsWith('ratio') && Math.abs(Number(after) - Number(before)) > RATIO_DRIFT;

function changesText(section: SectionChanges): string {
  const { appeared, vanished, moved } = section;
  const signed = [...appeared.list.map(({ label }) => `+ ${label}`), ...vanished.list.map(({ label }) => `- ${label}`)];
  const shown =
    signed.length > 0 ? signed : moved.list.map(({ label, before, after }) => `${label}: ${before} to ${after}`);
  return `${figures(section)}: ${shown.join('; ')}`;
}

function drift(baseline: string, part: string, expected: string, found: string, fails: boolean): Outcome {
  return {
    kind: 'baseline',
    status: fails ? 'failed' : 'noted',
    rule: 'baseline',
    severity: fails ? 'error' : 'info',
    name: `baseline ${part}`,
    expected: `${expected} (${baseline})`,
    found,
    proof: [],
    line: null,
    fingerprint: `baseline ${part}`,
    next: null,
  };
}

/** GitLab and JUnit readers ignore a test whose name they know already. */
function named(outcomes: readonly Outcome[]): Outcome[] {
  const seen = new Map<string, number>();
  return outcomes.map((outcome) => {
    const times = (seen.get(outcome.name) ?? 0) + 1;
    seen.set(outcome.name, times);
    if (times === 1) return outcome;
    return { ...outcome, name: `${outcome.name} (${times})`, fingerprint: `${outcome.fingerprint} ${times}` };
  });
}
