import { expect, it } from 'vitest';
import * as Entry from '../../src/tally/flow-entry-layout.ts';
import * as Sums from '../../src/tally/host-sums-layout.ts';
import * as Layout from '../../src/tally/kernel-layout.ts';
import * as Shape from '../../src/tally/plain-shape.ts';
import { MAX_SIGHTINGS } from '../../src/tally/sightings.ts';
import * as Tunnel from '../../src/tally/tunnel-layout.ts';
import { MAX_CONTEXTS } from '../../src/wire/contexts.ts';

/** Areas of the kernel's memory that hold whole tables: where each begins, and its bytes at most. */
const AREAS: [name: string, start: number, bytes: number][] = [
  ['packets', Layout.BYTES, Layout.BYTES_LENGTH],
  ['index of flows', Layout.SLOTS, 4 * 2 * (Layout.MAX_FLOWS + 1)],
  ['headers outside', Layout.OUTER, 0x40],
  ['headers inside', Layout.INNER, 0x40],
  ['tunnel that is sought', Layout.TUNNEL_SOUGHT, 4 * Tunnel.ENTRY_WORDS],
  ['shapes', Layout.SHAPES, 8 * Shape.SHAPES],
  ['tunnels remembered', Layout.TUNNEL_ENTRIES, 4 * Tunnel.ENTRY_WORDS * Tunnel.ENTRIES],
  ['GRE protocols', Layout.GRE_PROTOCOLS, 65_536],
  ['frames by chain', Layout.CHAIN_FRAMES, 8 * Layout.CASTS * MAX_CONTEXTS],
  ['bytes by chain', Layout.CHAIN_BYTES, 8 * Layout.CASTS * MAX_CONTEXTS],
  ['stations', Sums.STATIONS, Sums.TABLE_BYTES],
  ['addresses', Sums.ADDRESSES, Sums.TABLE_BYTES],
  ['bindings', Sums.BINDINGS, Sums.TABLE_BYTES],
  ['tunnels', Layout.TUNNELS, 8 * Tunnel.ROW_DOUBLES * MAX_SIGHTINGS],
  ['flows', Layout.FLOWS, 4 * Entry.WORDS * Layout.MAX_FLOWS],
];

it.each(AREAS)('%s end before the next area begins', (_, start, bytes) => {
  const next = Math.min(2 ** 32, ...AREAS.map(([, other]) => other).filter((other) => other > start));
  expect(start + bytes).toBeLessThanOrEqual(next);
});

it('has a number for every chain in an entry', () => expect(Tunnel.CHAIN_MASK).toBe(MAX_CONTEXTS - 1));
