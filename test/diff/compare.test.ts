import { expect, it } from 'vitest';
import { compare } from '../../src/diff/compare.ts';
import type { Difference, SectionChanges } from '../../src/diff/difference.ts';
import type { Analysis } from '../../src/report/analysis.ts';
import { empty, flannel, ipvlan } from '../report/fixtures.ts';

const between = (before: Analysis, after: Analysis, top = 10): Difference =>
  compare({ path: 'before.json', analysis: before }, { path: 'after.json', analysis: after }, top);
const section = (difference: Difference, id: SectionChanges['id']): SectionChanges =>
  difference.sections.find((one) => one.id === id)!;
const counts = ({ appeared, vanished, moved, same }: SectionChanges): number[] => [
  appeared.count,
  vanished.count,
  moved.count,
  same,
];

it.each([empty, ipvlan, flannel])('finds nothing between a report and itself', (report) => {
  const difference = between(report, structuredClone(report));
  expect([difference.changed, difference.verdict, difference.values]).toEqual([false, [], []]);
  for (const one of difference.sections) expect(counts(one).slice(0, 3), one.id).toEqual([0, 0, 0]);
});

it('sees a verdict, a ratio and a finding change', () => {
  const after = structuredClone(ipvlan);
  after.verdict.submode = 'l3';
  after.l2.broadcast.ratio = 0.5;
  after.findings.shift();
  const difference = between(ipvlan, after);
  expect(difference.verdict).toEqual([{ key: 'mode', label: 'mode', before: 'ipvlan/l2', after: 'ipvlan/l3' }]);
  expect(difference.values.map(({ key }) => key)).toEqual(['l2.broadcast.ratio']);
  expect(counts(section(difference, 'findings'))).toEqual([0, 1, 0, ipvlan.findings.length - 1]);
  expect(section(difference, 'findings').vanished.list[0].label).toContain('duplicate-ip');
});

it('knows a finding by its fingerprint, however often it was seen', () => {
  const after = structuredClone(ipvlan);
  after.findings[0].count += 3;
  const { moved } = section(between(ipvlan, after), 'findings');
  expect(moved.list[0].before).not.toBe(moved.list[0].after);
  expect(moved.count).toBe(1);
});

it('keeps equal conversations of two VNIs, VLANs and layers apart', () => {
  const [flow] = ipvlan.flows.top;
  const places = [
    { vlan: 7 },
    { tunnel: { type: 'vxlan', id: 1 } },
    { tunnel: { type: 'vxlan', id: 2 } },
    { layer: 'inner' as const },
  ];
  const before = { ...ipvlan, flows: { ...ipvlan.flows, top: [flow] } };
  const after = { ...ipvlan, flows: { ...ipvlan.flows, top: places.map((place) => ({ ...flow, ...place })) } };
  expect(counts(section(between(before, after), 'flows'))).toEqual([4, 1, 0, 0]);
});

it('keeps segments and conversations behind two tags apart', () => {
  const chains = [100, 200].map((outer) => [outer, 7].map((id) => ({ type: 'vlan', id })));
  const [segment] = flannel.segments;
  const [flow] = flannel.flows.top;
  const of = (all: typeof chains): Analysis => ({
    ...flannel,
    segments: all.map((chain) => ({ ...segment, vlan: 7, tunnel: null, chain })),
    flows: { ...flannel.flows, top: all.map((chain) => ({ ...flow, vlan: 100, chain })) },
  });
  const difference = between(of(chains), of(chains.slice(0, 1)));
  expect(section(difference, 'segments').vanished.list.map(({ label }) => label)).toEqual(['ens36, VLAN 200/7 (none)']);
  expect(counts(section(difference, 'flows'))).toEqual([0, 1, 0, 1]);
});

it('cuts lists and not counts', () => {
  const { appeared } = section(between(empty, flannel, 3), 'macs');
  expect([appeared.count, appeared.list.length]).toEqual([flannel.endpoints.macs.length, 3]);
});

it('says when the lists of the reports were cut before', () => {
  expect(section(between(empty, flannel), 'flows').partial).toContain('the reports list the largest only');
  expect(section(between(empty, flannel), 'protocols').partial).toBeNull();
});
