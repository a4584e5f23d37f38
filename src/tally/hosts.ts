/**
 * Who speaks: stations, addresses, and which station sent from which address. Derived from the flows once all packets are in, so that no packet has to touch
 * these tables, and completed by the frames that are in no flow. The kernel adds the flows up (kernel/hosts.ts); the sums come here.
 */
import { type Column, reserveRows, roomFor } from '../base/columns.ts';
import { KeyTable } from '../base/key-table.ts';
import * as Entry from './flow-entry-layout.ts';
import * as Seen from './flow-seen.ts';
import type { FlowTable } from './flow-table.ts';
import * as Sums from './host-sums-layout.ts';
import { NO_FLOW } from './moved-stations.ts';
import * as Meta from './row-meta.ts';
import type { StationTally } from './stations.ts';

/** Bound of each table; beyond it rows are only counted as refused. */
const MAX_HOSTS = 2 ** 22;
/** Words of a binding's key. */
export const BINDING_WORDS = Sums.BINDING_KEY;

/** Row i of every column is one address. Key: 4 or 6, IPv4 address or number of the IPv6 address. */
export class AddressTotals {
  readonly table = new KeyTable(Sums.ADDRESS_KEY, MAX_HOSTS);
  framesSent: Column = new Float64Array(0);
  framesReceived: Column = new Float64Array(0);
  bytesSent: Column = new Float64Array(0);
  bytesReceived: Column = new Float64Array(0);

  /** Adds to the key at `words[at …]` four sums that lie at `doubles[from …]`: frames sent and received, bytes sent and received. */
  add(words: Int32Array, at: number, doubles: Float64Array, from: number): void {
    const row = this.table.rowOf(words, at);
    if (row < 0) return;
    this.framesSent[row] += doubles[from];
    this.framesReceived[row] += doubles[from + 1];
    this.bytesSent[row] += doubles[from + 2];
    this.bytesReceived[row] += doubles[from + 3];
  }

  /** Makes room for so many more addresses; nothing can be added without. */
  reserve(more: number): void {
    const rows = roomFor(this.table.size, more);
    this.table.reserve(rows);
    this.framesSent = reserveRows(this.framesSent, rows);
    this.framesReceived = reserveRows(this.framesReceived, rows);
    this.bytesSent = reserveRows(this.bytesSent, rows);
    this.bytesReceived = reserveRows(this.bytesReceived, rows);
  }
}

/** What one station sent from one address. */
interface BindingSum {
  frames: number;
  /** In ns; NaN for none. */
  first: number;
  last: number;
  ttlMin: number;
  ttlMax: number;
  places: number;
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

  /** Adds to the key at `words[at …]`. */
  add(words: Int32Array, at: number, sum: BindingSum): void {
    const row = this.table.rowOf(words, at);
    if (row < 0) return;
    if (row >= this.frames.length) this.reserve(1);
    this.frames[row] += sum.frames;
    if (sum.first < this.first[row]) this.first[row] = sum.first;
    if (sum.last > this.last[row]) this.last[row] = sum.last;
    if (sum.ttlMin < this.ttlMin[row]) this.ttlMin[row] = sum.ttlMin;
    if (sum.ttlMax > this.ttlMax[row]) this.ttlMax[row] = sum.ttlMax;
    this.places[row] |= sum.places;
  }

  /** Makes room for so many more bindings. */
  reserve(more: number): void {
    const rows = roomFor(this.table.size, more);
    this.table.reserve(rows);
    this.frames = reserveRows(this.frames, rows);
    this.first = reserveRows(this.first, rows, Number.POSITIVE_INFINITY);
    this.last = reserveRows(this.last, rows, Number.NEGATIVE_INFINITY);
    this.ttlMin = reserveRows(this.ttlMin, rows, Number.POSITIVE_INFINITY);
    this.ttlMax = reserveRows(this.ttlMax, rows);
    this.places = reserveRows(this.places, rows);
  }
}

/** Packets of one flow and direction that went between one pair of stations other than the flow's own. */
interface Run {
  flow: number;
  direction: number;
  /** Offset of three station words in `words`, as in `Row.Stations`. */
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
  private readonly key = new Int32Array(BINDING_WORDS);
  /** What is taken over of one row, again and again: an object for each would be half of all that is ever allocated. */
  private readonly binding: BindingSum = { frames: 0, first: 0, last: 0, ttlMin: 0, ttlMax: 0, places: 0 };

  /** What the flows know will be added to the stations that are counted packet by packet. */
  constructor(flows: FlowTable, stations: StationTally) {
    this.flows = flows;
    this.stations = stations;
  }

  /** Adds all flows, and the packets that are in none; call once, when all packets are in. */
  addAll(): void {
    this.addSums(false);
    this.addMoved(() => true);
  }

  /** Adds the flows that are marked as leaving. */
  addLeaving(): void {
    const { words } = this.flows;
    this.addSums(true);
    this.addMoved((flow) => flow !== NO_FLOW && (words[flow * Entry.WORDS + Entry.Flags] & Seen.Leaving) !== 0);
  }

  /** Adds what other stations than a flow's own carried, and takes it from those. */
  private addMoved(takes: (flow: number) => boolean): void {
    const { table, packets, first, last } = this.flows.moved;
    for (let row = 0; row < table.size; row++) {
      const at = row * table.width;
      const [flow, direction] = table.keys.subarray(at, at + 2);
      if (!takes(flow)) continue;
      const run = { flow, direction, words: table.keys, stations: at + 2, packets: packets[row] };
      this.addRun({ ...run, first: first[row], last: last[row] });
      if (flow === NO_FLOW) continue;
      const own = { words: this.flows.words, stations: flow * Entry.WORDS + Entry.StationsA + 3 * direction };
      this.addRun({ ...run, ...own, packets: -packets[row], first: Number.NaN, last: Number.NaN });
    }
  }

  private addRun(run: Run): void {
    this.addStations(run);
    if (run.flow !== NO_FLOW) this.bind(run);
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
    const [sent, received] = sender ? [run.packets, 0] : [0, run.packets];
    this.stations.credit(context, high, low, { sent, received, first: run.first, last: run.last });
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
    const ttl = (words[entry + Entry.Key] >>> (Entry.TTL_SHIFT + 8 * run.direction)) & 0xff;
    const place = (words[entry + Entry.Places] >>> (16 * run.direction)) & 0xfff;
    const places = 1 << Math.min(place, Sums.LAST_PLACE);
    bindings.add(key, 0, { frames: run.packets, first: run.first, last: run.last, ttlMin: ttl, ttlMax: ttl, places });
  }

  /** Takes over what the kernel adds up, as often as one of its tables is full. */
  private addSums(leaving: boolean): void {
    const { exports } = this.flows.kernel;
    for (let flow = 0; flow < this.flows.size; ) {
      exports.clearSums();
      flow = this.sumFrom(flow, leaving);
      this.takeSums();
    }
  }

  /** The number of the first flow for which there may be no room. */
  private sumFrom(flow: number, leaving: boolean): number {
    const { exports } = this.flows.kernel;
    for (let from = flow; ; ) {
      const next = exports.sumHosts(from, Number(leaving)) >>> 0;
      if (next === from || next === this.flows.size) return next;
      from = next;
    }
  }

  private takeSums(): void {
    const { exports, memory } = this.flows.kernel;
    const words = new Int32Array(memory.buffer);
    const doubles = new Float64Array(memory.buffer);
    const sums = exports.sumCount();
    exports.creditSums(sums);
    const end = Sums.TABLE / 4 + sums * Sums.ROW_WORDS;
    this.addresses.reserve(sums);
    this.bindings.reserve(exports.senderCount());
    for (let at = Sums.TABLE / 4; at < end; at += Sums.ROW_WORDS) {
      this.addresses.add(words, at + Sums.Version, doubles, (at >> 1) + Sums.FramesSent);
    }
    const senders = new Uint32Array(memory.buffer, Sums.SENDERS, exports.senderCount());
    for (let i = 0; i < senders.length; i++) this.takeBinding(words, doubles, senders[i] / 4);
  }

  private takeBinding(words: Int32Array, doubles: Float64Array, at: number): void {
    if (words[at + Sums.High] === 0 && words[at + Sums.Low] === 0) return;
    const { binding } = this;
    const double = at >> 1;
    binding.frames = doubles[double + Sums.FramesSent];
    binding.first = doubles[double + Sums.FirstSent];
    binding.last = doubles[double + Sums.LastSent];
    binding.ttlMin = words[at + Sums.TtlMin];
    binding.ttlMax = words[at + Sums.TtlMax];
    binding.places = words[at + Sums.Places];
    this.bindings.add(words, at, binding);
  }
}
