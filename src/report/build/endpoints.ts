/** Stations and addresses, busiest first. */

import { formatIpv4, formatIpv6 } from '../../base/addresses.ts';
import { busiest } from '../../base/busiest.ts';
import { KeyTable } from '../../base/key-table.ts';
import { Sieve } from '../../base/sieve.ts';
import type { Names } from '../../declared/names.ts';
import { CLAIM_WORDS } from '../../tally/arp.ts';
import { BINDING_WORDS } from '../../tally/hosts.ts';
import type { Observations } from '../../tally/observations.ts';
import { timeText } from '../../tally/observations.ts';
import { formatStation } from '../../tally/station-text.ts';
import { earlier, later } from '../../tally/times.ts';
import type { Analysis, IpEndpoint, MacEndpoint } from '../analysis.ts';
import { embeddedAddress } from './embedded-address.ts';
import { placeNames } from './inputs.ts';

/** Addresses listed with one station, and stations with one address; a gateway has thousands. */
const MAX_COMPANIONS = 32;

export interface EndpointOptions {
  /** Longest list; totals are of all. */
  top: number;
  /** Owner of a MAC's OUI; null when it is not registered. */
  vendorOf: (mac: string) => string | null;
  names: Names;
}

/** Row i of every column is one station, over all chains of VLANs and tunnels. Key: high 16 bits, low 32 bits. */
interface StationSums {
  table: KeyTable;
  sent: Float64Array;
  received: Float64Array;
  first: Float64Array;
  last: Float64Array;
}

/** A listed address or station, and the texts of those it was seen with. */
interface Listed {
  companions: Set<string>;
  /** Bit p: seen first at place p. */
  places: number;
}

/** What is listed of one table: a few of many rows, found by a key of two words. */
class List {
  readonly rows: readonly number[];
  readonly entries: readonly Listed[];
  /** Second words of the keys. */
  private readonly sieve = new Sieve();
  private readonly table = new KeyTable(2);

  constructor({ keys }: KeyTable, rows: readonly number[]) {
    this.rows = rows;
    this.entries = rows.map(() => ({ companions: new Set(), places: 0 }));
    for (const row of rows) {
      this.table.rowOf(keys, row * 2);
      this.sieve.add(keys[row * 2 + 1]);
    }
  }

  /** False only when no key with this second word is listed. */
  mayHold(second: number): boolean {
    return this.sieve.mayHold(second);
  }

  /** Undefined for what is not listed. */
  find(words: Int32Array, at: number): Listed | undefined {
    const row = this.table.find(words, at);
    return row < 0 ? undefined : this.entries[row];
  }
}

interface Listing {
  observations: Observations;
  sums: StationSums;
  macs: List;
  ips: List;
}

export function buildEndpoints(observations: Observations, options: EndpointOptions): Analysis['endpoints'] {
  const { addresses } = observations.hosts;
  const sums = stationSums(observations);
  const framesOf = (row: number): number => sums.sent[row] + sums.received[row];
  const packetsOf = (row: number): number => addresses.framesSent[row] + addresses.framesReceived[row];
  const macs = new List(sums.table, busiest(sums.table.size, framesOf, options.top, byNumber(sums.table)));
  const ips = new List(addresses.table, busiest(addresses.table.size, packetsOf, options.top));
  addCompanions({ observations, sums, macs, ips });
  return {
    totals: { macs: sums.table.size, ips: addresses.table.size },
    macs: macs.rows.map((row, i) => station(observations, { sums, row, one: macs.entries[i] }, options)),
    ips: ips.rows.map((row, i) => address(observations, row, ips.entries[i], options)),
  };
}

function stationSums({ hosts }: Observations): StationSums {
  const { table, sent, received, first, last } = hosts.stations;
  const sums = emptySums(table.size);
  for (let row = 0; row < table.size; row++) {
    if (table.keys[row * 3 + 1] === 0 && table.keys[row * 3 + 2] === 0) continue;
    const sum = sums.table.rowOf(table.keys, row * 3 + 1);
    sums.sent[sum] += sent[row];
    sums.received[sum] += received[row];
    sums.first[sum] = earlier(sums.first[sum], first[row]);
    sums.last[sum] = later(sums.last[sum], last[row]);
  }
  return sums;
}

const emptySums = (size: number): StationSums => ({
  table: new KeyTable(2),
  sent: new Float64Array(size),
  received: new Float64Array(size),
  first: new Float64Array(size).fill(Number.NaN),
  last: new Float64Array(size).fill(Number.NaN),
});

/** Stations as their addresses sort. */
const byNumber =
  ({ keys }: KeyTable) =>
  (a: number, b: number): number =>
    keys[a * 2] - keys[b * 2] || (keys[a * 2 + 1] >>> 0) - (keys[b * 2 + 1] >>> 0);

/** Joins stations with the addresses they sent from or claimed by ARP. */
function addCompanions(listing: Listing): void {
  const { macs, ips, observations } = listing;
  const { hosts, tallies } = observations;
  const { table, places } = hosts.bindings;
  for (let at = 0; at < table.size * BINDING_WORDS; at += BINDING_WORDS) {
    if (macs.mayHold(table.keys[at + 2]) || ips.mayHold(table.keys[at + 4]))
      join(listing, table.keys.subarray(at + 1, at + BINDING_WORDS), places[at / BINDING_WORDS]);
  }
  const { keys, size } = tallies.control.arp.claims.table;
  for (let at = 0; at < size * CLAIM_WORDS; at += CLAIM_WORDS) {
    if (macs.mayHold(keys[at + 3]) || ips.mayHold(keys[at + 1]))
      join(listing, Int32Array.of(keys[at + 2], keys[at + 3], 4, keys[at + 1]), 0);
  }
}

/** Joins what is listed of a station and an address. Key: station high 16 and low 32 bits, IP version, address. */
function join({ observations, sums, macs, ips }: Listing, key: Int32Array, places: number): void {
  const mac = macs.find(key, 0);
  const ip = ips.find(key, 2);
  if (mac === undefined && (ip === undefined || sums.table.find(key, 0) < 0)) return;
  if (mac !== undefined) mac.places |= places;
  if (isUnspecified(observations, key[2], key[3])) return;
  if (mac !== undefined && mac.companions.size < MAX_COMPANIONS)
    mac.companions.add(addressText(observations, key[2], key[3]));
  if (ip !== undefined && ip.companions.size < MAX_COMPANIONS) ip.companions.add(formatStation(key[0], key[1]) ?? '');
}

/** Source of hosts that have no address yet (RFC 1122 §3.2.1.3, RFC 4291 §2.5.2). */
const isUnspecified = ({ tallies }: Observations, version: number, address: number): boolean =>
  version === 4 ? address === 0 : tallies.flows.ipv6.bytes(address).every((byte) => byte === 0);

const addressText = ({ tallies }: Observations, version: number, address: number): string =>
  version === 4 ? formatIpv4(address >>> 0) : formatIpv6(tallies.flows.ipv6.bytes(address), 0);

interface MacRow {
  sums: StationSums;
  row: number;
  one: Listed;
}

function station(observations: Observations, { sums, row, one }: MacRow, options: EndpointOptions): MacEndpoint {
  const mac = formatStation(sums.table.keys[row * 2], sums.table.keys[row * 2 + 1]) ?? '';
  const embedded = embeddedAddress(mac);
  return {
    mac,
    name: options.names.ofMac(mac),
    vendor: options.vendorOf(mac),
    locallyAdministered: (Number.parseInt(mac.slice(0, 2), 16) & 2) !== 0,
    ips: [...one.companions],
    framesSent: sums.sent[row],
    framesReceived: sums.received[row],
    embeddedIp: embedded?.ip ?? null,
    scheme: embedded?.scheme ?? null,
    firstSeen: timeText(observations, sums.first[row]),
    lastSeen: timeText(observations, sums.last[row]),
    interfaces: placeNames(observations, one.places),
  };
}

function address(observations: Observations, row: number, one: Listed, { names }: EndpointOptions): IpEndpoint {
  const { table, framesSent, framesReceived, bytesSent, bytesReceived } = observations.hosts.addresses;
  const ip = addressText(observations, table.keys[row * 2], table.keys[row * 2 + 1]);
  return {
    ip,
    name: names.ofIp(ip),
    macs: [...one.companions],
    framesSent: framesSent[row],
    framesReceived: framesReceived[row],
    bytesSent: bytesSent[row],
    bytesReceived: bytesReceived[row],
  };
}
