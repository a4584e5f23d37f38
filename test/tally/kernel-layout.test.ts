import { expect, it } from 'vitest';
import * as Bucket from '../../src/tally/bucket-layout.ts';
import * as Entry from '../../src/tally/flow-entry-layout.ts';
import * as Sums from '../../src/tally/host-sums-layout.ts';
import * as Layout from '../../src/tally/kernel-layout.ts';
import { TABLES_END } from '../../src/tally/kernel-tables.ts';
import * as Table from '../../src/tally/key-table-layout.ts';
import { MAX_PLACES } from '../../src/tally/places.ts';
import * as Shape from '../../src/tally/plain-shape.ts';
import { MAX_SIGHTINGS } from '../../src/tally/sightings.ts';
import * as Survey from '../../src/tally/survey-layout.ts';
import * as Tunnel from '../../src/tally/tunnel-layout.ts';
import { MAX_CONTEXTS } from '../../src/wire/contexts.ts';
import { FIRST_WORDS } from '../../src/wire/http.ts';

/** Areas of the kernel's memory that hold whole tables: where each begins, and its bytes at most. */
const AREAS: [name: string, start: number, bytes: number][] = [
  ['ring', Layout.RING_SIZES, 4 * Layout.RING_BATCHES],
  ['times of records', Layout.TIMES, 8 * Layout.RECORDS],
  ['chains of VLANs', Layout.VLAN_CHAINS, 4 * 4096],
  ['places of interfaces', Layout.PLACES, 4 * Layout.INTERFACES_KNOWN],
  ['bytes captured by interface', Layout.CAPTURED_BY_INTERFACE, 8 * Layout.INTERFACES_KNOWN],
  ['frames by interface', Layout.FRAMES_BY_INTERFACE, 8 * Layout.CASTS * Layout.INTERFACES_KNOWN],
  ['bytes by interface', Layout.ORIGINAL_BY_INTERFACE, 8 * Layout.CASTS * Layout.INTERFACES_KNOWN],
  ['a run', Layout.RUN, 8 * Bucket.COLUMNS],
  ['places continued', Layout.CONTINUED, 2 * MAX_PLACES],
  ['frames by place and chain', Layout.LANES, 8 * Layout.LANE_SLOTS],
  ['ports of TCP', Layout.TCP_PORTS, 65_536],
  ['types of ICMPv6', Layout.ICMPV6_TYPES, 2 * 256],
  ['first words', Layout.FIRST_WORDS, 4 * (FIRST_WORDS.length + 1)],
  ['rows', Layout.ROWS, 4 * Layout.ROW_WORDS * Layout.ROWS_PER_BATCH * Layout.RING_BATCHES],
  ['chunks', Layout.CHUNKS, Layout.CHUNKS_LENGTH],
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
  ['sums of hosts', Sums.TABLE, 4 * Sums.ROWS * Sums.ROW_WORDS],
  ['index of the sums', Sums.INDEX, 4 * Sums.SLOTS],
  ['hosts that sent', Sums.SENDERS, 4 * Sums.ROWS],
  ['tunnels', Layout.TUNNELS, 8 * Tunnel.ROW_DOUBLES * MAX_SIGHTINGS],
  ['descriptions of tables', Layout.TABLES, 4 * Table.TABLES * Table.DESCRIPTION_WORDS],
  ['a key', Layout.KEY, 4 * Table.MAX_KEY_WORDS],
  ['state of the IPv6 addresses', Layout.IPV6_STATE, 8],
  ['tables', Layout.TABLE_AREA, TABLES_END - Layout.TABLE_AREA],
  ['ARP by place', Layout.ARP_BY_PLACE, 8 * Table.ARP_KINDS * MAX_PLACES],
  ['ARP by chain', Layout.ARP_BY_CHAIN, 8 * Table.ARP_KINDS * MAX_CONTEXTS],
  ['conversations', Layout.CONVERSATIONS, 4 * MAX_CONTEXTS],
  ['frames to groups', Layout.GROUP_MEMORY, Table.REMEMBERED * Table.REMEMBERED_BYTES],
  ['flows by protocol', Layout.FLOWS_BY_PROTOCOL, 8 * Survey.PROTOCOLS],
  ['flows without ports', Layout.PORTLESS_BY_PROTOCOL, 8 * Survey.PROTOCOLS],
  ['their packets', Layout.PORTLESS_PACKETS, 8],
  ['IPv6 addresses', Layout.IPV6, 16 * Layout.MAX_IPV6],
  ['index of IPv6 addresses', Layout.IPV6_INDEX, 8 * Layout.MAX_IPV6],
  ['sizes of lists', Layout.LIST_SIZES, 4 * Survey.LISTS],
  ['marks of flows sought', Layout.SOUGHT_MARKS, Survey.MARKS],
  ['lists of flows', Layout.FLOW_LISTS, 4 * Survey.LISTS * Survey.MAX_LISTED],
  ['flows', Layout.FLOWS, 4 * Entry.WORDS * Layout.MAX_FLOWS],
];

it.each(AREAS)('%s end before the next area begins', (_, start, bytes) => {
  const next = Math.min(2 ** 32, ...AREAS.map(([, other]) => other).filter((other) => other > start));
  expect(start + bytes).toBeLessThanOrEqual(next);
});

it('has a number for every chain in an entry', () => expect(Tunnel.CHAIN_MASK).toBe(MAX_CONTEXTS - 1));
