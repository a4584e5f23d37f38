import { expect, it } from 'vitest';
import * as Entry from '../../src/tally/flow-entry-layout.ts';
import { RecentSignatures } from '../../src/tally/recent-signatures.ts';

it('remembers the last eight of each direction, and no longer ones', () => {
  const recent = new RecentSignatures();
  const ring = recent.add();
  for (let signature = 1; signature <= 9; signature++) recent.remember(ring, 0, signature);
  recent.remember(ring, 1, 100);
  expect([1, 2, 9, 100].map((signature) => recent.has(ring, 0, signature))).toEqual([false, true, true, false]);
  expect([2, 100].map((signature) => recent.has(ring, 1, signature))).toEqual([false, true]);
});

it('keeps many rings apart', () => {
  const recent = new RecentSignatures();
  const rings = Array.from({ length: 500 }, () => recent.add());
  for (const ring of rings) recent.remember(ring, ring % 2, ring + 1000);
  expect(rings.every((ring) => ring > 0 && recent.has(ring, ring % 2, ring + 1000))).toBe(true);
  expect(rings.some((ring) => recent.has(ring, ring % 2, ring + 1001))).toBe(false);
});

it('keeps the rings of the flows that are left, and gives the others to new ones, empty', () => {
  const recent = new RecentSignatures();
  const words = new Int32Array(2 * Entry.WORDS);
  const rings = [recent.add(), recent.add(), recent.add()];
  for (const ring of rings) recent.remember(ring, 0, 100 + ring);
  words[Entry.Recent] = rings[2];
  recent.keepThoseOf({ words, size: 2 });
  expect(recent.has(words[Entry.Recent], 0, 100 + rings[2])).toBe(true);
  const fresh = recent.add();
  expect(rings.some((ring) => recent.has(fresh, 0, 100 + ring))).toBe(false);
});
