/** A run as JUnit XML (the schema of Ant's JUnitReport, which Jenkins, GitLab and Azure read): a suite for each capture, a case for each thing judged. */
import { printable } from '../base/printable.ts';
import type { CaptureOutcome, CheckReport, Outcome } from './outcome.ts';
import type { RenderCheck } from './registry.ts';
import { framesText, sentence } from './wording.ts';

/** Characters that XML 1.0 §2.2 forbids and printable() leaves alone. */
const FORBIDDEN = /[\ufffe\uffff]/g;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
/** Texts of a failure are a few sentences. */
const MAX_TEXT = 10_000;

/** Renders the run as XML. */
export const render: RenderCheck = function* (report) {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n';
  for (const [i, capture] of report.captures.entries()) yield* suite(capture, i, report);
  yield '</testsuites>\n';
};

function* suite(capture: CaptureOutcome, id: number, { started }: CheckReport): Generator<string> {
  const { path, outcomes, error, seconds } = capture;
  const failures = outcomes.filter(({ status }) => status === 'failed').length;
  const errors = error === null ? 0 : 1;
  const counts = `tests="${outcomes.length + errors}" failures="${failures}" errors="${errors}" time="${seconds.toFixed(3)}"`;
  // The schema wants a time without a zone.
  const place = `name="${name(path)}" package="netsight" id="${id}" timestamp="${started.slice(0, 19)}" hostname="localhost"`;
  yield `  <testsuite ${place} ${counts}>\n    <properties>\n`;
  for (const [key, value] of properties(capture)) yield `      <property name="${key}" value="${text(value)}"/>\n`;
  yield '    </properties>\n';
  for (const outcome of outcomes) yield testCase(path, outcome);
  if (error !== null) yield unread(path, error);
  yield '    <system-out></system-out>\n    <system-err></system-err>\n  </testsuite>\n';
}

function properties({ verdict, frames, complete }: CaptureOutcome): [string, string][] {
  return [
    ['verdict', verdict ?? 'none'],
    ['frames', String(frames)],
    ['complete', String(complete)],
  ];
}

function testCase(path: string, outcome: Outcome): string {
  const open = `    <testcase name="${name(outcome.name)}" classname="${name(path)}" time="0"`;
  if (outcome.status !== 'failed') return `${open}/>\n`;
  const { rule, expected, found, next } = outcome;
  const lines = [
    `expected: ${expected}`,
    `found: ${found}`,
    framesText(outcome),
    next === null ? '' : `${next.where}: ${next.why}`,
  ];
  const body = lines
    .filter(Boolean)
    .map((line) => text(line))
    .join('\n');
  return `${open}>\n      <failure message="${text(sentence(outcome))}" type="${name(rule)}">${body}</failure>\n    </testcase>\n`;
}

const unread = (path: string, error: string): string =>
  `    <testcase name="capture" classname="${name(path)}" time="0">\n      <error message="${text(error)}" type="capture"></error>\n    </testcase>\n`;

const text = (value: string): string =>
  printable(value, MAX_TEXT)
    .replace(FORBIDDEN, '?')
    .replace(/[&<>"']/g, (character) => ENTITIES[character]);

/** A name of the schema is a token: single spaces, and at least one character. */
const name = (value: string): string => text(value).replace(/\s+/g, ' ').trim() || '-';
