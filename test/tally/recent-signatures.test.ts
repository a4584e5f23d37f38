import { expect, it } from 'vitest';
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
