import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Lanes, MAX_LANES, REST } from '../../src/tally/lanes.ts';
import { MAX_CONTEXTS, OVERFLOW } from '../../src/wire/contexts.ts';

it('gives each pair of place and chain one lane, however often and in whatever order it is asked', () => {
  const pair = fc.tuple(fc.nat(4095), fc.constantFrom(0, 2, 3, 66, 130, MAX_CONTEXTS - 1));
  const property = fc.property(fc.array(pair, { maxLength: 200 }), (pairs) => {
    const lanes = new Lanes();
    const given = pairs.map(([place, context]) => lanes.of(place, context));
    expect(pairs.map(([place, context]) => lanes.of(place, context))).toEqual(given);
    const different = new Set(pairs.map(String)).size;
    expect(new Set(given).size).toBe(different);
    expect(lanes.size).toBe(different + 1);
    const listed = lanes.list().map(({ lane, place, context }) => [lane, `${place},${context}`]);
    expect(new Map(listed as [number, string][])).toEqual(new Map(given.map((lane, i) => [lane, String(pairs[i])])));
  });
  fc.assert(property);
});

it('counts what is beyond the bound, and chains that share a number, with the rest', () => {
  const lanes = new Lanes();
  for (let context = 2; context <= MAX_LANES; context++) expect(lanes.of(0, context)).toBe(context - 1);
  expect(lanes.of(0, MAX_LANES + 1)).toBe(REST);
  expect([lanes.size, lanes.of(0, 2), new Lanes().of(0, OVERFLOW)]).toEqual([MAX_LANES, 1, REST]);
});
