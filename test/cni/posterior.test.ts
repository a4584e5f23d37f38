import { expect, it } from 'vitest';
import { HYPOTHESES } from '../../src/cni/hypotheses.ts';
import { posterior, type Weighed, weightFor } from '../../src/cni/posterior.ts';
import type { Signal, Weights } from '../../src/cni/signal.ts';

const MANY = 1e9;
const signal = (group?: string): Signal => ({
  id: 'test',
  title: '',
  reference: '',
  explain: '',
  weigh: () => [],
  ...(group === undefined ? {} : { group }),
});
const reading = (weights: Weights, group?: string): Weighed => ({
  statement: '',
  weights,
  frames: [],
  signal: signal(group),
});
/** How many times likelier than beforehand, against a hypothesis without evidence. */
const odds = (readings: Weighed[], name: string, frames = MANY): number => {
  const [before, after] = [posterior([], MANY), posterior(readings, frames)];
  return after.get(name)! / after.get('none')! / (before.get(name)! / before.get('none')!);
};

it('has priors that add up to about 1', () => {
  const sum = [...HYPOTHESES.values()].reduce((total, { prior }) => total + prior, 0);
  expect(sum).toBeGreaterThan(0.95);
  expect(sum).toBeLessThan(1.05);
});

it('takes the narrowest pattern', () => {
  const weights = { 'vxlan/flannel': 1, 'vxlan/*': 2, '*/calico': 3, '*': 4 };
  expect(
    ['vxlan/flannel', 'vxlan', 'vxlan/calico', 'ipip/calico', 'gre'].map((name) => weightFor(name, weights)),
  ).toEqual([1, 2, 2, 3, 4]);
  expect(weightFor('vlan/qinq', { vlan: 5 })).toBe(0);
});

it('makes 10 decibans ten times likelier, and adds', () => {
  expect(odds([reading({ bridge: 10 })], 'bridge')).toBeCloseTo(10, 5);
  expect(odds([reading({ bridge: 10 }), reading({ bridge: -3 })], 'bridge')).toBeCloseTo(10 ** 0.7, 5);
});

it('counts of one group the strongest only', () => {
  expect(odds([reading({ bridge: 10 }, 'g'), reading({ bridge: 6 }, 'g')], 'bridge')).toBeCloseTo(10, 5);
});

it('discounts what a few frames say', () => {
  expect(odds([reading({ bridge: 20 })], 'bridge', 2)).toBeCloseTo(10, 5);
  expect(odds([reading({ bridge: 20 })], 'bridge', 0)).toBeCloseTo(1, 5);
  expect(odds([{ ...reading({ bridge: 10 }), undiscounted: true }], 'bridge', 2)).toBeCloseTo(10, 5);
});
