/** A run as a Code Quality report of GitLab. */

import { printable } from '../base/printable.ts';
import { fingerprint } from '../incidents/fingerprint.ts';
import type { Severity } from '../report/analysis.ts';
import { jsonText } from '../report/json-text.ts';
import type { RenderCheck } from './registry.ts';
import { sentence, worthShowing } from './wording.ts';

/** The words that GitLab sorts by. */
const SEVERITIES: Record<Severity, string> = { critical: 'critical', error: 'major', warning: 'minor', info: 'info' };

/** Renders the run as a list of issues. */
export const render: RenderCheck = function* ({ captures }) {
  const issues = captures.flatMap((capture) => [
    ...worthShowing(capture).map((outcome) => ({
      description: `${printable(outcome.name)}: ${sentence(outcome)}`,
      check_name: outcome.rule,
      fingerprint: outcome.fingerprint,
      severity: SEVERITIES[outcome.severity],
      location: locationOf(capture.path),
    })),
    ...(capture.error === null ? [] : [unread(capture.path, capture.error)]),
  ]);
  yield `${jsonText(issues, 0)}\n`;
};

const unread = (path: string, error: string): object => ({
  description: printable(error),
  check_name: 'capture',
  fingerprint: fingerprint([path, 'capture']),
  severity: SEVERITIES.critical,
  location: locationOf(path),
});

/** Relative to the repository, as GitLab wants it; a capture has no lines. */
const locationOf = (path: string): object => ({
  path: printable(path.replace(/^(?:\.\/)+/, ''), Number.POSITIVE_INFINITY),
  lines: { begin: 1 },
});
