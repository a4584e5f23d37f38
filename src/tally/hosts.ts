/**
 * Who speaks: stations, addresses, and which station sent from which address. Derived from the flows once all packets are in, so that no packet has to touch
 * these tables, and completed by the frames that are in no flow.
 */
import { type Column, ensureRow } from '../base/columns.ts';
import { KeyTable } from '../base/key-table.ts';
import * as Entry from './flow-entry-layout.ts';
import type { FlowTable } from './flow-table.ts';
import { NO_FLOW } from './moved-stations.ts';
import * as Meta from './row-meta.ts';
import type { StationTally } from './stations.ts';
import { earlier, later } from './times.ts';

/** Bound of each table; beyond it rows are only counted as refused. */
const MAX_HOSTS = 2 ** 22;
/** Words of a binding's key. */
export const BINDING_WORDS = 5;
/** Places that a binding remembers one by one; the rest share the last bit. */
const MAX_PLACE_BITS = 31;

/** Row i of every column is one address. Key: 4 or 6, IPv4 address or number of the IPv6 address. */
export class AddressTotals {
  readonly table = new KeyTable(2, MAX_HOSTS);
  framesSent: Column = new Float64Array(0);
  framesReceived: Column = new Float64Array(0);
  bytesSent: Column = new Float64Array(0);
  bytesReceived: Column = new Float64Array(0);

  /** The row of a key, −1 when the table is full. */
  rowOf(key: Int32Array): number {
    const row = this.table.rowOf(key, 0);
    if (row < this.framesSent.length) return row;
    this.framesSent = ensureRow(this.framesSent, row);
    this.framesReceived = ensureRow(this.framesReceived, row);
    this.bytesSent = ensureRow(this.bytesSent, row);
    this.bytesReceived = ensureRow(this.bytesReceived, row);
    return row;
  }
}

/** Which station sent from which address, behind which VLANs and tunnels. Key: chain, station high 16 and low 32 bits, IP version, address. */
export class Bindings {
  readonly table = new KeyTable(BINDING_WORDS, MAX_HOSTS);
  frames: Column = new Float64Array(0);
  first: Column = new Float64Array(0);
  last: Column = new Float64Array(0);
  /** Smallest and largest TTL or hop limit of the first packets of its flows. */
  ttlMin: Column = new Float64Array(0);
  ttlMax: Column = new Float64Array(0);
  /** Bit p: seen first at place p. */
  places: Column = new Float64Array(0);

  rowOf(key: Int32Array): number {
    const row = this.table.rowOf(key, 0);
    if (row < this.frames.length) return row;
    this.frames = ensureRow(this.frames, row);
    this.first = ensureRow(this.first, row, Number.POSITIVE_INFINITY);
    this.last = ensureRow(this.last, row, Number.NEGATIVE_INFINITY);
    this.ttlMin = ensureRow(this.ttlMin, row, Number.POSITIVE_INFINITY);
    this.ttlMax = ensureRow(this.ttlMax, row);
    this.places = ensureRow(this.places, row);
    return row;
  }
}

/** A run of packets of one flow and direction between one pair of stations. */
interface Run {
  flow: number;
  direction: number;
  /** Offset of three station words in `words`. */
  stations: number;
  words: Int32Array;
  packets: number;
  first: number;
  last: number;
}

export class Hosts {
  readonly addresses = new AddressTotals();
  readonly bindings = new Bindings();
  readonly stations: StationTally;
  private readonly flows: FlowTable;
  private readonly key = new Int32Array(5);

  /** What the flows know will be added to the stations that are counted packet by packet. */
  constructor(flows: FlowTable, stations: StationTally) {
    this.flows = flows;
    this.stations = stations;
  }

  /** Adds all flows, and the packets that are in none; call once, when all packets are in. */
  addAll(): void {
    this.addFlows(() => true);
    this.addMoved((flow) => flow === NO_FLOW);
  }

  /** Adds what some of the flows know; call once for each flow. */
  addFlows(takes: (flow: number) => boolean): void {
    const { flows } = this;
    const moved = this.addMoved((flow) => flow !== NO_FLOW && takes(flow));
    const run: Run = {
      flow: 0,
      direction: 0,
      stations: 0,
      words: flows.words,
      packets: 0,
      first: 0,
      last: 0,
    };
    for (let flow = 0; flow < flows.size; flow++) {
      if (!takes(flow)) continue;
      this.addAddresses(flow * Entry.WORDS);
      this.addDirection(run, flow, 0, moved);
      this.addDirection(run, flow, 1, moved);
    }
  }

  /** Adds what other stations than a flow's own carried, and answers how many packets by flow × 2 + direction. */
  private addMoved(takes: (flow: number) => boolean): Map<number, number> {
    const { table, packets, first, last } = this.flows.moved;
    const sums = new Map<number, number>();
    for (let row = 0; row < table.size; row++) {
      const [flow, direction] = table.keys.subarray(row * 5, row * 5 + 2);
      if (!takes(flow)) continue;
      const run = {
        flow,
        direction,
        stations: row * 5 + 2,
        words: table.keys,
        packets: packets[row],
        first: first[row],
        last: last[row],
      };
      this.addStations(run);
      if (flow === NO_FLOW) continue;
      this.bind(run);
      const key = flow * 2 + direction;
      sums.set(key, (sums.get(key) ?? 0) + run.packets);
    }
    return sums;
  }

  private addDirection(run: Run, flow: number, direction: number, moved: Map<number, number>): void {
    const { words, doubles } = this.flows;
    const entry = flow * Entry.WORDS;
    const double = entry >> 1;
    const packets = doubles[double + Entry.PacketsA + direction];
    if (packets === 0) return;
    const elsewhere = moved.size === 0 ? 0 : (moved.get(flow * 2 + direction) ?? 0);
    run.flow = flow;
    run.direction = direction;
    run.words = words;
    run.stations = entry + Entry.StationsA + 3 * direction;
    run.packets = packets - elsewhere;
    run.first = doubles[double + (direction === 0 ? Entry.First : Entry.FirstB)];
    run.last = doubles[double + Entry.Last];
    this.addStations(run);
    this.bind(run);
  }

  /** Adds what both ends of a flow sent and received. */
  private addAddresses(entry: number): void {
    const { key, addresses } = this;
    const { words, doubles } = this.flows;
    key[0] = (words[entry + Entry.Key] & Meta.Ipv6) !== 0 ? 6 : 4;
    key[1] = words[entry + Entry.AddressA];
    const a = addresses.rowOf(key);
    key[1] = words[entry + Entry.AddressB];
    const b = addresses.rowOf(key);
    if (a < 0 || b < 0) return;
    const double = entry >> 1;
    addresses.framesSent[a] += doubles[double + Entry.PacketsA];
    addresses.bytesSent[a] += doubles[double + Entry.BytesA];
    addresses.framesReceived[a] += doubles[double + Entry.PacketsB];
    addresses.bytesReceived[a] += doubles[double + Entry.BytesB];
    addresses.framesSent[b] += doubles[double + Entry.PacketsB];
    addresses.bytesSent[b] += doubles[double + Entry.BytesB];
    addresses.framesReceived[b] += doubles[double + Entry.PacketsA];
    addresses.bytesReceived[b] += doubles[double + Entry.BytesA];
  }

  private addStations(run: Run): void {
    const { words, stations } = run;
    const context = run.flow === NO_FLOW ? 0 : this.flows.words[run.flow * Entry.WORDS + Entry.Context];
    const middle = words[stations + 1];
    this.credit(context, middle & 0xffff, words[stations + 2], run, true);
    const high = words[stations] >>> 16;
    const low = (words[stations] << 16) | (middle >>> 16);
    if ((high & 0x0100) === 0) this.credit(context, high, low, run, false);
  }

  private credit(context: number, high: number, low: number, run: Run, sender: boolean): void {
    if (high === 0 && low === 0) return;
    const { stations } = this;
    const row = stations.credit(context, high, low);
    if (row < 0) return;
    if (sender) stations.sent[row] += run.packets;
    else stations.received[row] += run.packets;
    stations.first[row] = earlier(stations.first[row], run.first);
    stations.last[row] = later(stations.last[row], run.last);
  }

  /** Notes that the run's source station sent from the run's source address. */
  private bind(run: Run): void {
    const { key, bindings } = this;
    const { words } = this.flows;
    const entry = run.flow * Entry.WORDS;
    key[0] = words[entry + Entry.Context];
    key[1] = run.words[run.stations + 1] & 0xffff;
    key[2] = run.words[run.stations + 2];
    if (key[1] === 0 && key[2] === 0) return;
    key[3] = (words[entry + Entry.Key] & Meta.Ipv6) !== 0 ? 6 : 4;
    key[4] = words[entry + Entry.AddressA + run.direction];
    const row = bindings.rowOf(key);
    if (row < 0) return;
    bindings.frames[row] += run.packets;
    if (run.first < bindings.first[row]) bindings.first[row] = run.first;
    if (run.last > bindings.last[row]) bindings.last[row] = run.last;
    const ttl = (words[entry + Entry.Key] >>> (Entry.TTL_SHIFT + 8 * run.direction)) & 0xff;
    if (ttl < bindings.ttlMin[row]) bindings.ttlMin[row] = ttl;
    if (ttl > bindings.ttlMax[row]) bindings.ttlMax[row] = ttl;
    const place = (words[entry + Entry.Places] >>> (16 * run.direction)) & 0xfff;
    bindings.places[row] |= 1 << Math.min(place, MAX_PLACE_BITS - 1);
  }
}
