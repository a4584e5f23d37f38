/** A run as annotations of GitHub Actions (workflow commands): the worst first, as no more than ten of a kind are shown. */
import { printable } from '../base/printable.ts';
import type { Severity } from '../report/analysis.ts';
import { count } from '../report/quantities.ts';
import type { CaptureOutcome, CheckReport, Outcome } from './outcome.ts';
import type { RenderCheck } from './registry.ts';
import { rank, sentence, summary, worthShowing } from './wording.ts';

type Kind = 'error' | 'warning' | 'notice';

/** What GitHub shows of a step; it drops the rest without a word. */
const MAX_PER_KIND = 10;
const KINDS: Record<Severity, Kind> = { critical: 'error', error: 'error', warning: 'warning', info: 'notice' };

interface Annotation {
  kind: Kind;
  rank: number;
  file: string;
  line: number;
  title: string;
  message: string;
}

/** Renders the run as workflow commands. */
export const render: RenderCheck = function* (report) {
  const all = report.captures.flatMap((capture) => annotations(capture, report)).sort((a, b) => a.rank - b.rank);
  for (const kind of ['error', 'warning', 'notice'] as const) {
    const ofKind = all.filter((annotation) => annotation.kind === kind);
    for (const annotation of ofKind.slice(0, MAX_PER_KIND)) yield command(annotation);
    const left = ofKind.length - MAX_PER_KIND;
    if (left > 0) yield `${count(left)} more of kind ${kind} are not annotated\n`;
  }
  yield `netsight check: ${summary(report)}\n`;
};

function annotations(capture: CaptureOutcome, report: CheckReport): Annotation[] {
  const { path, error } = capture;
  const shown = worthShowing(capture).map((outcome) => annotation(outcome, path, report));
  if (error === null) return shown;
  return [{ kind: 'error', rank: -1, file: path, line: 1, title: 'not judged', message: error }, ...shown];
}

/** What the file expects is annotated where it says so, a finding at its capture. */
function annotation(outcome: Outcome, path: string, { expectations }: CheckReport): Annotation {
  const { severity, name, line, status } = outcome;
  const written = line !== null && expectations !== null;
  return {
    // What fails the job is an error, however mild the finding.
    kind: status === 'failed' ? 'error' : KINDS[severity],
    rank: rank(outcome),
    file: written ? expectations : path,
    line: written ? line : 1,
    title: name,
    message: written ? `${path}: ${sentence(outcome)}` : sentence(outcome),
  };
}

const command = ({ kind, file, line, title, message }: Annotation): string =>
  `::${kind} file=${property(file)},line=${line},title=${property(title)}::${data(message)}\n`;

/** Nothing that ends the line or the command; control characters are written out. */
const data = (text: string): string =>
  printable(text, Number.POSITIVE_INFINITY).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
