import { expect, it } from 'vitest';
import { arp, BROADCAST, ethernet, ipv4, MAC_A, MAC_B, tcp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

const ask = (at: number, to = '10.0.0.2'): Sighting => ({
  at,
  bytes: ethernet(arp({ to }), { from: MAC_A, to: BROADCAST }),
});
const answer = (at: number, from = '10.0.0.2'): Sighting => ({
  at,
  bytes: ethernet(arp({ operation: 2, fromMac: MAC_B, from, toMac: MAC_A, to: '10.0.0.1' }), {
    from: MAC_B,
    to: MAC_A,
  }),
});

it('fires at the third question a second apart, with the frames of the first and last', () => {
  const finding = theOne(findingsOf([ask(0), ask(1), ask(2)]), 'arp-unanswered');
  expect(finding).toMatchObject({ severity: 'warning', subject: '10.0.0.1 → 10.0.0.2', count: 3 });
  expect(finding.evidence[0]).toMatchObject({ value: 3, unit: 'questions', frames: [1, 3], input: 0 });
  expect(finding.displayFilter).toContain('arp.dst.proto_ipv4 == 10.0.0.2');
});

it('is silent at two questions', () => expect(idsOf([ask(0), ask(1)])).toEqual([]));

it('is silent when one of them is answered', () => expect(idsOf([ask(0), ask(1), answer(1.001), ask(2)])).toEqual([]));

it('counts copies of one question at one moment once', () => {
  expect(idsOf([ask(0), ask(0.01), ask(0.02), ask(0.03)])).toEqual([]);
});

it('is silent about seldom questions where answers cannot be seen', () =>
  expect(idsOf([ask(0), ask(30), ask(60)])).toEqual([]));

it('fires for seldom questions of an asker whose other answers are seen', () => {
  expect(idsOf([ask(0), ask(30), ask(60), ask(61, '10.0.0.3'), answer(61.001, '10.0.0.3')])).toEqual([
    'arp-unanswered',
  ]);
});

it('is silent when the asker goes on to send packets to the target: it heard an answer out of sight', () => {
  expect(idsOf([ask(0), ask(1), ask(2), { at: 2.1, bytes: ethernet(ipv4({}, tcp())) }])).toEqual([]);
});

it('is an error when the target is alive', () => {
  const alive = {
    at: 3,
    bytes: ethernet(ipv4({ from: '10.0.0.2', to: '10.0.0.9' }, tcp()), { from: MAC_B, to: BROADCAST }),
  };
  expect(theOne(findingsOf([ask(0), ask(1), ask(2), alive]), 'arp-unanswered').severity).toBe('error');
});

it('is a warning when the target was last heard before the first question', () => {
  const before = answer(0, '10.0.0.2');
  const finding = theOne(findingsOf([before, ask(59), ask(60), ask(61)]), 'arp-unanswered');
  expect(finding.severity).toBe('warning');
  expect(finding.summary).toContain('the target was last heard 59 s before the first question');
  expect(finding.alternatives[0]).toContain('the pod deleted');
});

it('puts many targets of one asker into one finding', () => {
  const targets = ['10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5', '10.0.0.6'];
  const findings = findingsOf([0, 1, 2].flatMap((at) => targets.map((to, i) => ask(at + i / 10, to))));
  expect(findings.filter(({ id }) => id === 'arp-unanswered')).toHaveLength(1);
  expect(findings[0]).toMatchObject({ subject: '10.0.0.1 → 5 addresses', count: 15 });
});
