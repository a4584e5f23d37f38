/** Runs of `netsight check`: one that passed, one that failed, and one with hostile names everywhere. */
import { assess } from '../../src/check/assess.ts';
import { type CaptureOutcome, type CheckReport, totalsOf } from '../../src/check/outcome.ts';
import { CHECK_FORMATS, type CheckOptions } from '../../src/check/registry.ts';
import { compare } from '../../src/diff/compare.ts';
import { pageOf } from '../../src/handbook.ts';
import type { Analysis } from '../../src/report/analysis.ts';
import { expecting } from '../expect/expectations.ts';
import { everything, flannel, HOSTILE, ipvlan, withText } from '../report/fixtures.ts';

export const OPTIONS: CheckOptions = { width: 80, color: false, unicode: true, pageOf };

/** The text of a format. */
export async function rendered(id: string, run: CheckReport, options: Partial<CheckOptions> = {}): Promise<string> {
  const render = await CHECK_FORMATS.find((format) => format.id === id)?.load();
  return [...(render?.(run, { ...OPTIONS, ...options }) ?? [])].join('');
}

/** A run over captures that were judged. */
export const runOf = (captures: CaptureOutcome[], over: Partial<CheckReport> = {}): CheckReport => ({
  schema: 'netsight.check/1',
  tool: { name: 'netsight', version: '0.1.0' },
  started: '2026-11-21T12:00:00.000Z',
  expectations: 'netsight.yaml',
  failOn: 'error',
  totals: totalsOf(captures),
  captures,
  unmatched: [],
  ...over,
});

/** One capture judged by lines of expectations. */
export async function judgedBy(path: string, analysis: Analysis, ...lines: string[]): Promise<CaptureOutcome> {
  const standard = { expectations: await expecting(...lines), failOn: 'error' as const, baseline: null };
  return { ...assess(path, analysis, standard), seconds: 0.25 };
}

export const passed = runOf([
  await judgedBy('pod.pcap', ipvlan, 'verdict.mode: ipvlan', 'findings[].id: [duplicate-ip, arp-unanswered]'),
]);

const unread: CaptureOutcome = {
  path: 'none.pcap',
  error: 'none.pcap is not a pcap or pcapng capture',
  bytes: 0,
  frames: 0,
  complete: false,
  verdict: null,
  seconds: 0,
  outcomes: [],
};

export const failed = runOf(
  [
    await judgedBy('samples/pod.pcap', ipvlan, 'verdict.mode: macvlan', 'flows.total: 31', 'findings.length: 0'),
    await judgedBy('samples/node.pcapng', flannel, 'verdict.mode: vxlan'),
    unread,
  ],
  { unmatched: [{ glob: 'old-*.pcap', line: 9 }] },
);

/** What a runner, a terminal, XML or Markdown could obey. */
export const INJECTION = `::error file=x::pwned\n::set-output name=a::b %0A::warning::c ##[error]d ]]> <![CDATA[ &amp; "' ${HOSTILE} \ufffe\uffff\u0000`;

const spoilt = withText(everything, () => INJECTION);
const baseline = compare({ path: INJECTION, analysis: ipvlan }, { path: INJECTION, analysis: spoilt }, 5);

export const hostile = runOf(
  [
    {
      ...assess(INJECTION, spoilt, {
        expectations: await expecting(
          'findings[].id: [a]',
          'verdict.summary: "::error::x"',
          'findings[id=::error::y].id: z',
        ),
        failOn: 'info',
        baseline,
      }),
      seconds: 1,
    },
    { ...unread, path: INJECTION, error: INJECTION },
  ],
  { expectations: INJECTION, unmatched: [{ glob: INJECTION, line: 3 }] },
);
