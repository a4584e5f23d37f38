/**
 * Frames over time, in buckets whose width follows the length of the capture: 1 ms to begin with, wider whenever more than MAX_BUCKETS would be needed. Bucket
 * borders are multiples of the width since 1970, so the result does not depend on which packet came first.
 */

import * as Cast from '../wire/cast.ts';
import type { Packet } from '../wire/packet.ts';
import * as Protocol from '../wire/protocol.ts';
import * as Bucket from './bucket-layout.ts';
import { Lanes, MAX_LANES } from './lanes.ts';

/** Buckets in memory: 10 s at 1 ms, a day at 10 s; a clock that jumps by 80 years only makes them wide. */
export const MAX_BUCKETS = 10_000;
/** Widths in ns, each a multiple of the one before: 1 ms … 1 s, 10 s, 1 min, 10 min, 1 h, 1 d, 10 d … as far as 64-bit seconds reach. */
const WIDTHS = [
  1e6,
  1e7,
  1e8,
  1e9,
  1e10,
  6e10,
  6e11,
  3.6e12,
  ...Array.from({ length: 18 }, (_, i) => 8.64 * 10 ** (13 + i)),
];

/** Columns to begin with: a cache line, with room for the lanes of most captures. */
const COLUMNS = 8;

export class Timeline {
  private level = 0;
  /** Number of the bucket at index 0, and one past the last that was used. */
  private base = 0;
  private length = 0;
  /** Columns of a bucket: the fixed ones, then a lane for each place and chain. */
  private columns = COLUMNS;
  private counts = new Float64Array(64 * COLUMNS);
  readonly lanes = new Lanes();
  /** Called before another bucket is moved to: whoever still has frames of this one counts them now. */
  onLeave = (): void => {};
  /** The bucket of the last packet: [start, end) in ns and its index. */
  start = 0;
  end = 0;
  private at = 0;

  get widthNs(): number {
    return WIDTHS[this.level];
  }

  get buckets(): number {
    return this.length;
  }

  /** Start of the first bucket in ns on the clock of the packets. */
  get startNs(): number {
    return this.base * this.widthNs;
  }

  /** Moves to the bucket of a time, `start` up to `end`; false without a time. */
  moveTo(timeNs: number): boolean {
    return (timeNs >= this.start && timeNs < this.end) || this.seek(timeNs);
  }

  /** Counts frames of the bucket moved to, by fixed columns. */
  addFrames(counts: Float64Array): void {
    for (let column = 0; column < Bucket.COLUMNS; column++) this.counts[this.at + column] += counts[column];
  }

  /** Counts frames of the bucket moved to by place and chain. */
  addToLane(place: number, context: number, frames: number): void {
    const column = this.columnOf(place, context);
    this.counts[this.at + column] += frames;
  }

  /** Counts a frame; one without a time stamp is in no bucket. */
  add(packet: Packet): void {
    if (!this.moveTo(packet.timeNs)) return;
    const column = this.columnOf(packet.place, packet.context);
    const { counts, at } = this;
    counts[at]++;
    counts[at + column]++;
    counts[at + Bucket.Bytes] += packet.wireLength;
    if (packet.cast === Cast.Broadcast || packet.cast === Cast.Multicast) counts[at + packet.cast]++;
    if (packet.control && packet.protocols[packet.count - 1] === Protocol.Arp) counts[at + Bucket.Arp]++;
  }

  /** Frames of one place and chain, as `lane` gives them. */
  frames(lane: number, merge = 1): number[] {
    return this.lane(Bucket.COLUMNS + lane, merge);
  }

  /** One column, bucket by bucket, `merge` neighbours added up (borders stay multiples of the merged width). */
  lane(column: number, merge = 1): number[] {
    const first = Math.floor(this.base / merge);
    const out = new Array<number>(this.merged(merge)).fill(0);
    for (let i = 0; i < this.length; i++)
      out[Math.floor((this.base + i) / merge) - first] += this.counts[i * this.columns + column];
    return out;
  }

  /** The merge factor that brings the timeline to at most `wanted` buckets, and the width in seconds that results. */
  fit(wanted: number): { merge: number; seconds: number } {
    for (const factor of [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]) {
      if (this.merged(factor) <= wanted) return { merge: factor, seconds: (this.widthNs * factor) / 1e9 };
    }
    return { merge: MAX_BUCKETS, seconds: (this.widthNs * MAX_BUCKETS) / 1e9 };
  }

  /** Buckets that are left when `merge` neighbours are added up. */
  private merged(merge: number): number {
    if (this.length === 0) return 0;
    return Math.floor((this.base + this.length - 1) / merge) - Math.floor(this.base / merge) + 1;
  }

  /** Moves to the bucket of a time, widening and making room as needed; false without a time. */
  private seek(timeNs: number): boolean {
    if (Number.isNaN(timeNs)) return false;
    this.onLeave();
    let number = Math.floor(timeNs / this.widthNs);
    if (this.length === 0) this.base = number;
    while (Math.max(number - this.base + 1, this.base + this.length - number) > MAX_BUCKETS) {
      this.widen();
      number = Math.floor(timeNs / this.widthNs);
    }
    if (number < this.base) this.prepend(this.base - number);
    this.length = Math.max(this.length, number - this.base + 1);
    if (this.counts.length < this.length * this.columns) this.reserve(this.length);
    this.start = number * this.widthNs;
    this.end = this.start + this.widthNs;
    this.at = (number - this.base) * this.columns;
    return true;
  }

  /** The column of a lane; there is room for it. */
  private columnOf(place: number, context: number): number {
    const column = Bucket.COLUMNS + this.lanes.of(place, context);
    if (column >= this.columns) this.widenRows();
    return column;
  }

  /** Makes room for twice as many lanes in each bucket. */
  private widenRows(): void {
    const before = this.columns;
    const { counts } = this;
    this.columns = Math.min(2 * before, Bucket.COLUMNS + MAX_LANES);
    this.counts = new Float64Array((counts.length / before) * this.columns);
    for (let i = 0; i < this.length; i++)
      this.counts.set(counts.subarray(i * before, (i + 1) * before), i * this.columns);
    this.at = (this.at / before) * this.columns;
  }

  private widen(): void {
    const factor = WIDTHS[this.level + 1] / WIDTHS[this.level];
    const base = Math.floor(this.base / factor);
    const { columns, counts } = this;
    const merged = new Float64Array(counts.length);
    for (let i = 0; i < this.length; i++) {
      const to = (Math.floor((this.base + i) / factor) - base) * columns;
      for (let column = 0; column < columns; column++) merged[to + column] += counts[i * columns + column];
    }
    this.length = this.length === 0 ? 0 : Math.floor((this.base + this.length - 1) / factor) - base + 1;
    this.base = base;
    this.counts = merged;
    this.level++;
  }

  private prepend(buckets: number): void {
    this.reserve(this.length + buckets);
    const { columns, counts } = this;
    counts.copyWithin(buckets * columns, 0, this.length * columns);
    counts.fill(0, 0, buckets * columns);
    this.base -= buckets;
    this.length += buckets;
  }

  private reserve(buckets: number): void {
    if (this.counts.length >= buckets * this.columns) return;
    const counts = new Float64Array(Math.max(this.counts.length * 2, buckets * this.columns));
    counts.set(this.counts);
    this.counts = counts;
  }
}
