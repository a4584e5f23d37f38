/**
 * All flows: an index of one-word slots (eight bits of the hash, flow number) over entries of 32 words. A batch is drained in three passes: load the slots, load the entries, update; the
 * loads of one pass do not wait for one another, so their cache misses overlap.
 */
import { grownLines, lineDoubles, lineWords } from '../base/cache-line.ts';
import * as Entry from './flow-entry-layout.ts';
import { originOf } from './flow-origin.ts';
import * as Origin from './flow-origin-layout.ts';
import * as Seen from './flow-seen.ts';
import { Ipv6Table } from './ipv6-table.ts';
import { MovedStations } from './moved-stations.ts';
import { RecentSignatures } from './recent-signatures.ts';
import { countRepeat, placeOf, repeats } from './repeats.ts';
import { ROW_WORDS, type RowBatch } from './row.ts';
import * as Row from './row-layout.ts';
import * as Meta from './row-meta.ts';
import { TcpAnalysis } from './tcp-analysis.ts';

const INITIAL_FLOWS = 1024;
const INITIAL_SLOTS = 4096;
/** Flows kept apart: 3 GB of entries. Packets of further ones are counted in every total but in no flow. */
export const MAX_FLOWS = 2 ** 24 - 1;
/** Bits of a slot. */
const TAG = 0xff000000;
const FLOW = 0x00ffffff;
/**
 * Flows that room is reserved for when the first few do not suffice: 768 MB of addresses, of which the system gives only the pages that are written. Growing by
 * copies would touch every page twice, and a page's first touch costs as much as ten packets.
 */
const RESERVE = 2 ** 22;
export class FlowTable {
  size = 0;
  words = lineWords(INITIAL_FLOWS * Entry.WORDS);
  doubles = lineDoubles(this.words);
  /** See flow-origin-layout.ts. */
  origins = lineWords(INITIAL_FLOWS * Origin.WORDS);
  originDoubles = lineDoubles(this.origins);
  readonly ipv6 = new Ipv6Table();
  readonly recent = new RecentSignatures();
  readonly moved = new MovedStations();
  readonly tcp = new TcpAnalysis();
  /** Counts packets seen again at another place in the flows as well. */
  keepsDuplicates = false;
  /** Packets seen again at another place, left out of the flows' counts unless `keepsDuplicates`. */
  duplicatesElsewhere = 0;
  /** Packets of flows beyond MAX_FLOWS. */
  refused = 0;
  /** Packets seen again at the same place, counted. */
  duplicatesHere = 0;
  /** Tag of the hash << 24 | flow number + 1; 0 is free. Half of them at most are taken. */
  private slots = new Int32Array(INITIAL_SLOTS);
  /** Keeps the loads of the first two passes from being optimised away. */
  touched = 0;

  /** Counts a batch of rows and empties it. */
  drain(batch: RowBatch): void {
    const { count } = batch;
    this.prepare(batch.words, count);
    for (let i = 0; i < count; i++) this.update(batch, i * ROW_WORDS);
    batch.count = 0;
  }

  /** Gives IPv6 addresses their numbers and starts the loads of slots and entries. */
  private prepare(rows: Int32Array, count: number): void {
    const { slots, words, ipv6 } = this;
    const mask = slots.length - 1;
    let touched = 0;
    for (let row = 0; row < count * ROW_WORDS; row += ROW_WORDS) {
      touched ^= slots[rows[row] & mask];
      if ((rows[row + Row.Meta] & Meta.Ipv6) !== 0) {
        rows[row + Row.Source] = ipv6.idOf(rows, row + Row.Source);
        rows[row + Row.Destination] = ipv6.idOf(rows, row + Row.Destination);
      }
    }
    for (let row = 0; row < count * ROW_WORDS; row += ROW_WORDS) {
      const flow = slots[rows[row] & mask] & FLOW;
      const entry = flow === 0 ? 0 : (flow - 1) * Entry.WORDS;
      touched ^= words[entry] ^ words[entry + Entry.NextA];
    }
    this.touched = touched;
  }

  private update(batch: RowBatch, row: number): void {
    const rows = batch.words;
    const { slots } = this;
    const mask = slots.length - 1;
    const hash = rows[row + Row.Hash];
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const found = slots[slot];
      const flow = found & FLOW;
      if (flow === 0) {
        this.insert(batch, row, slot);
        return;
      }
      if (((found ^ hash) & TAG) !== 0) continue;
      const entry = (flow - 1) * Entry.WORDS;
      const direction = this.directionOf(entry, rows, row);
      if (direction < 0) continue;
      this.count(entry, direction, batch, row);
      return;
    }
  }

  /** 0 when the row goes from A to B in this flow, 1 from B to A, −1 when it is another flow. */
  private directionOf(entry: number, rows: Int32Array, row: number): number {
    const { words } = this;
    if (((words[entry + Entry.Key] ^ rows[row + Row.Meta]) & Meta.Key) !== 0) return -1;
    if (words[entry + Entry.Context] !== rows[row + Row.Context]) return -1;
    const source = rows[row + Row.Source];
    const destination = rows[row + Row.Destination];
    const ports = rows[row + Row.Ports];
    const mine = words[entry + Entry.Ports];
    if (words[entry] === source && words[entry + 1] === destination && mine === ports) return 0;
    const turned = (ports << 16) | (ports >>> 16);
    return words[entry] === destination && words[entry + 1] === source && mine === turned ? 1 : -1;
  }

  private insert(batch: RowBatch, row: number, slot: number): void {
    const rows = batch.words;
    if (this.size >= MAX_FLOWS) {
      this.refused++;
      this.moved.sight(batch, row);
      return;
    }
    if ((this.size + 1) * Entry.WORDS > this.words.length) this.growEntries();
    const { words, doubles, slots } = this;
    const entry = this.size * Entry.WORDS;
    const time = batch.doubles[(row >> 1) + Row.Time];
    words[entry + Entry.AddressA] = rows[row + Row.Source];
    words[entry + Entry.AddressB] = rows[row + Row.Destination];
    words[entry + Entry.Ports] = rows[row + Row.Ports];
    words[entry + Entry.Key] = rows[row + Row.Meta] & Meta.Key;
    words[entry + Entry.Context] = rows[row + Row.Context];
    doubles[(entry >> 1) + Entry.Last] = time;
    this.originate(this.size, time, batch.doubles[(row >> 1) + Row.Frame]);
    this.origins[this.size * Origin.WORDS + Origin.Hash] = rows[row + Row.Hash];
    slots[slot] = (rows[row + Row.Hash] & TAG) | ++this.size;
    if (this.size * 2 > slots.length) this.growSlots();
    this.count(entry, 0, batch, row);
  }

  private originate(flow: number, time: number, frame: number): void {
    const { originDoubles } = this;
    const origin = (flow * Origin.WORDS) >> 1;
    originDoubles[origin + Origin.First] = time;
    originDoubles[origin + Origin.FirstFrame] = frame;
    originDoubles[origin + Origin.SynTime] = Number.NaN;
    originDoubles[origin + Origin.SynAckTime] = Number.NaN;
    originDoubles[origin + Origin.FirstB] = Number.NaN;
  }

  private count(entry: number, direction: number, batch: RowBatch, row: number): void {
    const { words, doubles } = this;
    const rows = batch.words;
    const double = entry >> 1;
    const packets = double + Entry.PacketsA + direction;
    const first = doubles[packets] === 0;
    if (first) this.meet(entry, direction, batch, row);
    else if (repeats(this, entry, direction, batch, row)) {
      if (!countRepeat(this, entry, direction, batch, row)) return;
    } else if ((rows[row + Row.Meta] & Meta.Tcp) !== 0) this.tcp.segment(this, entry, direction, batch, row);
    this.note(entry, direction, rows, row);
    doubles[packets]++;
    doubles[packets + 2] += rows[row + Row.WireLength];
    const time = batch.doubles[(row >> 1) + Row.Time];
    if (time > doubles[double + Entry.Last]) doubles[double + Entry.Last] = time;
    else this.begin(entry, time);
    const stations = entry + Entry.StationsA + 3 * direction;
    if (
      words[stations] !== rows[row + Row.Stations] ||
      words[stations + 1] !== rows[row + Row.Stations + 1] ||
      words[stations + 2] !== rows[row + Row.Stations + 2]
    )
      this.moved.move(entry, direction, batch, row);
  }

  /** A packet that is not the latest: the flow may begin earlier than was known, or had no time yet. */
  private begin(entry: number, time: number): void {
    const { doubles, originDoubles } = this;
    const first = originOf(entry) / 2 + Origin.First;
    if (Number.isNaN(time) || time >= originDoubles[first]) return;
    originDoubles[first] = time;
    const last = (entry >> 1) + Entry.Last;
    if (Number.isNaN(doubles[last])) doubles[last] = time;
  }

  /** The first packet of a direction: what the rest is compared with. */
  private meet(entry: number, direction: number, batch: RowBatch, row: number): void {
    const { words } = this;
    const rows = batch.words;
    for (let i = 0; i < 3; i++) words[entry + Entry.StationsA + 3 * direction + i] = rows[row + Row.Stations + i];
    words[entry + Entry.Places] |= rows[row + Row.Place] << (16 * direction);
    const ttl = (rows[row + Row.Meta] >>> Meta.TtlShift) & 0xff;
    words[entry + Entry.Key] |= ttl << (Entry.TTL_SHIFT + 8 * direction);
    if ((rows[row + Row.Meta] & Meta.DontFragment) !== 0) words[entry + Entry.Flags] |= Seen.DontFragmentA << direction;
    if (direction === 1) {
      const origin = originOf(entry) / 2;
      this.originDoubles[origin + Origin.FirstB] = batch.doubles[(row >> 1) + Row.Time];
      this.originDoubles[origin + Origin.FirstFrameB] = batch.doubles[(row >> 1) + Row.Frame];
    }
    if ((rows[row + Row.Meta] & Meta.Tcp) !== 0) this.tcp.segment(this, entry, direction, batch, row);
  }

  /** What is noted of each counted packet. */
  private note(entry: number, direction: number, rows: Int32Array, row: number): void {
    const { words } = this;
    const signatures = entry + Entry.Signatures + 2 * direction;
    words[signatures + 1] = words[signatures];
    words[signatures] = rows[row + Row.Signature];
    if (words[entry + Entry.Recent] !== 0) {
      this.recent.remember(words[entry + Entry.Recent], direction, rows[row + Row.Signature]);
    }
    const meta = rows[row + Row.Meta];
    words[entry + Entry.Flags] =
      (words[entry + Entry.Flags] & ~(1 << Seen.LAST_SHIFT)) | (direction << Seen.LAST_SHIFT);
    if (placeOf(words, entry, direction) !== rows[row + Row.Place]) this.goOn(entry, direction, rows[row + Row.Place]);
    const ttl = (words[entry + Entry.Key] >>> (Entry.TTL_SHIFT + 8 * direction)) & 0xff;
    if (((meta >>> Meta.TtlShift) & 0xff) !== ttl) words[entry + Entry.Flags] |= Seen.TtlVariesA << direction;
    if ((meta & Meta.Fragment) !== 0) words[entry + Entry.Flags] |= Seen.Fragments;
  }

  /** A direction goes on at another place: in the next of several rotated captures, or over another path. */
  private goOn(entry: number, direction: number, place: number): void {
    const shift = 16 * direction;
    this.words[entry + Entry.Places] = (this.words[entry + Entry.Places] & (0xffff0000 >>> shift)) | (place << shift);
  }

  private growEntries(): void {
    const flows = this.size < RESERVE ? RESERVE : Math.ceil(this.size * 1.5);
    this.words = reserved(this.words, flows * Entry.WORDS) ?? grownLines(this.words, this.words.length * 2);
    this.doubles = lineDoubles(this.words);
    this.origins = grownLines(this.origins, (this.words.length / Entry.WORDS) * Origin.WORDS);
    this.originDoubles = lineDoubles(this.origins);
  }

  private growSlots(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    const { origins, size } = this;
    for (let flow = 0; flow < size; flow++) {
      const hash = origins[flow * Origin.WORDS + Origin.Hash];
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = (hash & TAG) | (flow + 1);
    }
    this.slots = slots;
  }
}

/** A longer copy, null when the system does not give that much. */
function reserved(words: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> | null {
  try {
    return grownLines(words, length);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
