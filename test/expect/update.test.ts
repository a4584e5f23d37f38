import { expect, it } from 'vitest';
import { judge } from '../../src/expect/judge.ts';
import { readExpectations } from '../../src/expect/read.ts';
import { type Update, updateExpectations } from '../../src/expect/update.ts';
import type { Analysis } from '../../src/report/analysis.ts';
import { empty, flannel, ipvlan } from '../report/fixtures.ts';
import { beside } from './expectations.ts';

async function updated(text: string | null, captures: Record<string, Analysis>): Promise<Update> {
  const expectations = text === null ? null : await readExpectations('n.yaml', text);
  const analysed = Object.entries(captures).map(([name, analysis]) => ({ names: beside(name), analysis }));
  return updateExpectations(text, expectations, analysed);
}

it('writes a file that holds', async () => {
  const captures = { 'pod.pcap': ipvlan, 'odd [name]*.pcap': flannel, 'none.pcap': empty };
  const { text, added } = await updated(null, captures);
  expect(added).toBe(3);
  const { entries } = await readExpectations('n.yaml', text);
  for (const [name, analysis] of Object.entries(captures)) {
    const matching = entries.filter(({ matches }) => matches(beside(name)));
    expect(matching.length).toBe(1);
    for (const expectation of matching[0].expectations) expect(judge(expectation, analysis).holds).toBe(true);
  }
});

it('leaves a file alone that holds already', async () => {
  const { text } = await updated(null, { 'pod.pcap': ipvlan });
  expect(await updated(text, { 'pod.pcap': ipvlan })).toEqual({ text, changed: 0, added: 0, left: [] });
});

const WRITTEN = `# why we have this file
captures:
  # the pod
  pod.pcap:
    verdict.mode: bridge # it was
    flows.total: { equals: 900, tolerance: 5% }
    findings[].id: [l2-loop] # never again
    verdict.confidence: { min: 0.99 }
  other.pcap:
    flows.total: 1
`;

it('changes values, and keeps comments, order and what was not captured', async () => {
  const { text, changed, left } = await updated(WRITTEN, { 'pod.pcap': ipvlan });
  expect(text).toBe(`# why we have this file
captures:
  # the pod
  pod.pcap:
    verdict.mode: ipvlan # it was
    flows.total: { equals: ${ipvlan.flows.total}, tolerance: 5% }
    findings[].id: [duplicate-ip, arp-unanswered] # never again
    verdict.confidence: { min: 0.99 }
  other.pcap:
    flows.total: 1
`);
  expect([changed, left]).toEqual([3, ['line 8: verdict.confidence does not hold and is no single value to write']]);
});

it('does not write one value for captures that differ', async () => {
  const { changed, left } = await updated('captures:\n  "*":\n    verdict.mode: bridge\n', { a: ipvlan, b: flannel });
  expect([changed, left]).toEqual([0, ['line 3: verdict.mode does not hold and differs between captures of its glob']]);
});

it('does not change what an alias shares', async () => {
  const text = 'captures:\n  a: &a\n    verdict.mode: ipvlan\n  b: *a\n';
  const { changed, left } = await updated(text, { a: ipvlan, b: flannel });
  expect([changed, left.length]).toEqual([0, 1]);
});
