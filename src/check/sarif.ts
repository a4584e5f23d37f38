/** A run as SARIF 2.1.0 (OASIS): results point at the capture, rules carry the pages of the handbook. */
import type { Severity } from '../report/analysis.ts';
import { jsonText } from '../report/json-text.ts';
import type { CaptureOutcome, CheckReport, Outcome } from './outcome.ts';
import type { CheckOptions, RenderCheck } from './registry.ts';
import { fileUri } from './uri.ts';
import { rank, sentence, worthShowing } from './wording.ts';

const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  error: 'error',
  warning: 'warning',
  info: 'note',
};
/** GitHub shows no more, and refuses files with five times as many. */
const MAX_RESULTS = 5000;
const OWN_RULES: Record<string, { title: string; text: string }> = {
  expectation: {
    title: 'A value is not as the expectation file says',
    text: 'The report of this capture differs from what is expected of it. Look at the value with netsight analyze --format json; when the new one is right, netsight check --update writes it.',
  },
  baseline: {
    title: 'The report differs from the baseline',
    text: 'What was seen in this capture is not what an earlier report holds. netsight diff shows both beside each other.',
  },
};

/** Renders the run as SARIF. */
export const render: RenderCheck = function* (report, options) {
  const results = report.captures.flatMap((capture, index) =>
    worthShowing(capture).map((outcome) => ({ outcome, index })),
  );
  const shown = results.sort((a, b) => rank(a.outcome) - rank(b.outcome)).slice(0, MAX_RESULTS);
  const rules = [...new Set(shown.map(({ outcome }) => outcome.rule))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { ...report.tool, rules: rules.map((id) => rule(id, options)) } },
        invocations: [invocation(report, results.length - shown.length)],
        artifacts: report.captures.map(({ path, bytes }) => ({
          location: { uri: fileUri(path) },
          length: bytes,
          mimeType: 'application/vnd.tcpdump.pcap',
        })),
        results: shown.map(({ outcome, index }) => result(outcome, report.captures[index], index, rules)),
      },
    ],
  };
  yield `${jsonText(log, 0)}\n`;
};

function rule(id: string, { pageOf }: CheckOptions): object {
  const own = OWN_RULES[id];
  const page = pageOf(id);
  const title = own?.title ?? page?.title ?? id;
  const help = own?.text ?? page?.paragraphs.map(({ heading, text }) => `${heading}: ${text}`).join(' ') ?? title;
  const text = help.replaceAll(/\s+/g, ' ');
  return { id, shortDescription: { text: title }, fullDescription: { text: title }, help: { text } };
}

function invocation({ captures }: CheckReport, leftOut: number): object {
  const errors = captures.filter(({ error }) => error !== null);
  const notifications = errors.map(({ path, error }) => ({ level: 'error', message: { text: `${path}: ${error}` } }));
  const cut = { level: 'warning', message: { text: `${leftOut} more results are left out` } };
  return {
    executionSuccessful: errors.length === 0,
    toolExecutionNotifications: leftOut > 0 ? [...notifications, cut] : notifications,
  };
}

function result(outcome: Outcome, { path, bytes }: CaptureOutcome, index: number, rules: readonly string[]): object {
  // GitHub asks for a line even where there is none; the byte region is the whole capture.
  const region = { startLine: 1, byteOffset: 0, byteLength: bytes };
  return {
    ruleId: outcome.rule,
    ruleIndex: rules.indexOf(outcome.rule),
    level: LEVELS[outcome.severity],
    message: { text: `${outcome.name}: ${sentence(outcome)}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: fileUri(path), index }, region } }],
    partialFingerprints: { 'netsight/v1': outcome.fingerprint },
  };
}
