import { expect, it } from 'vitest';
import { ArpCounts } from '../../src/tally/arp-counts.ts';
import * as Kind from '../../src/tally/arp-kind.ts';
import { arp, ethernet, vlan } from '../helpers/frames.ts';
import { observeFrames } from '../helpers/observe.ts';

it('counts kinds by place and by chain', () => {
  const probe = { from: '0.0.0.0', to: '10.0.0.9' };
  const frames = [arp(probe), vlan(5, arp(probe)), vlan(5, arp())].map((bytes, i) => ({
    bytes: ethernet(bytes),
    interface: i % 2,
  }));
  const { control, places } = observeFrames(frames, { linkTypes: [1, 1] }).tallies;
  const { byPlace, byContext } = control.arp;
  expect(places.list.map((_, place) => byPlace.of(place, Kind.Probes))).toEqual([1, 1]);
  expect([0, 2].map((chain) => [byContext.of(chain, Kind.Probes), byContext.of(chain, Kind.Frames)])).toEqual([
    [1, 1],
    [1, 2],
  ]);
});

it('has none of what it never saw', () => {
  expect(new ArpCounts(new SharedArrayBuffer(1024), 0, 8).of(1_000_000, Kind.Frames)).toBe(0);
});
