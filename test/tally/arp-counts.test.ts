import { expect, it } from 'vitest';
import { ArpCounts, ArpKind } from '../../src/tally/arp-counts.ts';

it('counts kinds by group, however large its number', () => {
  const counts = new ArpCounts();
  for (const group of [0, 7, 5000, 5000]) counts.add(group, ArpKind.Probes);
  counts.add(5000, ArpKind.Frames);
  expect([0, 7, 5000].map((group) => counts.of(group, ArpKind.Probes))).toEqual([1, 1, 2]);
  expect([counts.of(5000, ArpKind.Frames), counts.of(5000, ArpKind.Requests)]).toEqual([1, 0]);
});

it('has none of what it never saw', () => {
  expect(new ArpCounts().of(1_000_000, ArpKind.Frames)).toBe(0);
});
