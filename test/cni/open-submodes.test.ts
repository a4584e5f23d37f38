import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HYPOTHESES } from '../../src/cni/hypotheses.ts';
import { hasNoName, withOpenSubmodes } from '../../src/cni/open-submodes.ts';
import { posterior, type Weighed } from '../../src/cni/posterior.ts';
import type { Weights } from '../../src/cni/signal.ts';

const MANY = 1e9;
const reading = (weights: Weights): Weighed => ({
  statement: '',
  weights,
  frames: [],
  signal: { id: 'test', title: '', reference: '', explain: '', weigh: () => [] },
});
const after = (weights: Weights): Map<string, number> => withOpenSubmodes(posterior([reading(weights)], MANY));
const priorOf = (mode: string): number =>
  [...HYPOTHESES.values()].reduce((sum, one) => sum + (one.mode === mode ? one.prior : 0), 0);

it('gives products that only the prior tells apart to their mode', () => {
  const found = after({ 'vxlan/*': 20, 'geneve/*': 20 });
  expect([...found.keys()].filter((name) => name.startsWith('vxlan'))).toEqual(['vxlan']);
  expect(found.get('vxlan')! / found.get('geneve')!).toBeCloseTo(priorOf('vxlan') / priorOf('geneve'), 6);
});

it('keeps a product that the evidence names, or speaks against', () => {
  const found = after({ 'vxlan/*': 20, 'vxlan/flannel': 26, 'vxlan/weave': 14 });
  expect([...found.keys()].filter((name) => name.startsWith('vxlan'))).toEqual([
    'vxlan',
    'vxlan/flannel',
    'vxlan/weave',
  ]);
  expect(after({ 'vxlan/*': 20, 'vxlan/flannel': 24 }).has('vxlan/flannel')).toBe(false);
});

it('leaves submodes of modes alone that have no answer without one', () => {
  const found = after({ 'ipvlan/*': 20 });
  expect(found.has('ipvlan/l3') && found.has('ipvlan/l3s') && !found.has('ipvlan')).toBe(true);
});

it('keeps the sum', () => {
  const weights = fc.dictionary(fc.constantFrom(...HYPOTHESES.keys()), fc.integer({ min: -60, max: 60 }));
  fc.assert(
    fc.property(weights, (by) => {
      expect([...after(by).values()].reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 9);
    }),
  );
});

it('knows networks whose product has no name', () => {
  expect(hasNoName({ mode: 'vxlan', submode: null, probability: 1 })).toBe(true);
  expect(hasNoName({ mode: 'vxlan', submode: 'flannel', probability: 1 })).toBe(false);
  expect(hasNoName({ mode: 'bridge', submode: null, probability: 1 })).toBe(false);
});
