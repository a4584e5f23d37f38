import { expect, it } from 'vitest';
import { assess } from '../../src/check/assess.ts';
import type { Outcome } from '../../src/check/outcome.ts';
import { compare } from '../../src/diff/compare.ts';
import type { Analysis, Severity } from '../../src/report/analysis.ts';
import { expecting } from '../expect/expectations.ts';
import { empty, ipvlan } from '../report/fixtures.ts';

async function outcomes(
  lines: string[],
  failOn: Severity | 'none' = 'error',
  before: Analysis | null = null,
): Promise<Outcome[]> {
  const baseline =
    before === null ? null : compare({ path: 'b.json', analysis: before }, { path: 'a', analysis: ipvlan }, 5);
  return assess('a.pcap', ipvlan, { expectations: await expecting(...lines), failOn, baseline }).outcomes;
}

const statusOf = (all: readonly Outcome[], rule: string): string | undefined =>
  all.find((one) => one.rule === rule)?.status;

it('fails on findings at or above --fail-on, and notes the others', async () => {
  const severities = ipvlan.findings.map(({ id, severity }) => [id, severity]);
  expect(severities).toEqual([
    ['duplicate-ip', 'critical'],
    ['arp-unanswered', 'warning'],
  ]);
  const statuses = async (failOn: Severity | 'none'): Promise<(string | undefined)[]> => {
    const all = await outcomes([], failOn);
    return [statusOf(all, 'duplicate-ip'), statusOf(all, 'arp-unanswered')];
  };
  expect(await statuses('error')).toEqual(['failed', 'noted']);
  expect(await statuses('critical')).toEqual(['failed', 'noted']);
  expect(await statuses('warning')).toEqual(['failed', 'failed']);
  expect(await statuses('none')).toEqual(['noted', 'noted']);
});

it.each([
  ['findings[].id: [duplicate-ip, arp-unanswered]', 'passed'],
  ['findings[].id: { contains: duplicate-ip }', 'passed'],
  ['findings[id=duplicate-ip].severity: critical', 'passed'],
  ['findings[].id: { none: [l2-loop] }', 'failed'],
  ['findings.length: 2', 'failed'],
  ['verdict.mode: ipvlan', 'failed'],
])('with %s the duplicate address has %s', async (line, status) => {
  expect(statusOf(await outcomes([line]), 'duplicate-ip')).toBe(status);
});

it('a drift of verdict, findings and protocols fails; flows and addresses are noted', async () => {
  const all = await outcomes([], 'none', empty);
  const status = Object.fromEntries(all.filter(({ kind }) => kind === 'baseline').map((one) => [one.name, one.status]));
  expect(status).toMatchObject({
    'baseline mode': 'failed',
    'baseline findings': 'failed',
    'baseline protocols': 'failed',
    'baseline flows': 'noted',
    'baseline macs': 'noted',
  });
});

it('a ratio drifts when it moves by more than a twentieth', async () => {
  const before = (ratio: number): Analysis => ({
    ...ipvlan,
    l2: { ...ipvlan.l2, broadcast: { ...ipvlan.l2.broadcast, ratio } },
  });
  const { ratio } = ipvlan.l2.broadcast;
  expect(statusOf(await outcomes([], 'none', before(ratio + 0.049)), 'baseline')).toBeUndefined();
  expect(statusOf(await outcomes([], 'none', before(ratio + 0.06)), 'baseline')).toBe('failed');
});

it('gives every outcome a name and a fingerprint of its own', async () => {
  const twice = { ...ipvlan, findings: [...ipvlan.findings, ...ipvlan.findings] };
  const { outcomes: all } = assess('a.pcap', twice, {
    expectations: await expecting('flows.total: 1'),
    failOn: 'none',
    baseline: null,
  });
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(all.length);
});

it('gives the same fingerprint in every run, and another one to another capture', async () => {
  const standard = { expectations: [], failOn: 'error' as const, baseline: null };
  const [a, again, b] = ['a', 'a', 'b'].map((path) => assess(path, ipvlan, standard).outcomes[0].fingerprint);
  expect(a).toBe(again);
  expect(a).not.toBe(b);
});
