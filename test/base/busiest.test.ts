import fc from 'fast-check';
import { expect, it } from 'vitest';
import { busiest } from '../../src/base/busiest.ts';

it('picks what sorting everything would put first, whatever the number asked for', () => {
  const weights = fc.array(fc.integer({ min: -1, max: 6 }), { maxLength: 400 });
  const property = fc.property(weights, fc.nat(90), fc.boolean(), (all, top, backwards) => {
    const tie = (a: number, b: number) => (backwards ? b - a : a - b);
    const rows = all.flatMap((weight, row) => (weight < 0 ? [] : [row]));
    const expected = rows.sort((a, b) => all[b] - all[a] || tie(a, b)).slice(0, top);
    expect(busiest(all.length, (row) => all[row], top, tie)).toEqual(expected);
  });
  fc.assert(property);
});

it('keeps the order of appearance among equals', () => {
  expect(busiest(500, () => 3, 3)).toEqual([0, 1, 2]);
});
