/** The state of fragmented datagrams in flight: one row of numbers each, and the bytes seen. */
import type { Packet } from '../wire/packet.ts';
import { FragmentCover, UNIT } from './fragment-cover.ts';
import type { FoldedDatagram } from './fragment-totals.ts';

/** The numbers of a row. */
export const Field = {
  /** Times in ns of the first and the last fragment seen, and the first one's frame. */
  First: 0,
  Last: 1,
  FirstFrame: 2,
  Fragments: 3,
  Duplicates: 4,
  Overlaps: 5,
  /** Units of 8 bytes seen. */
  Units: 6,
  /** Bytes of payload up to the furthest seen. */
  Size: 7,
  /** The same, as the fragment without "more fragments" tells it; 0 before that came. */
  End: 8,
  /** Bytes of the longest IP packet, header included. */
  LargestPacket: 9,
  /** Destination port, −1 for none. */
  Port: 10,
  Protocol: 11,
  SawFirst: 12,
} as const;
const FIELDS = 13;
/** What no datagram can be longer than: an offset of 13 bits in units of 8, and a fragment behind it, cut (RFC 791 §3.1). */
const MAX_SIZE = 65_536;

export class Datagrams {
  private readonly fields: Float64Array;
  private readonly seen = new FragmentCover();

  constructor(maxRows: number) {
    this.fields = new Float64Array(maxRows * FIELDS);
  }

  get(row: number, field: number): number {
    return this.fields[row * FIELDS + field];
  }

  set(row: number, field: number, value: number): void {
    this.fields[row * FIELDS + field] = value;
  }

  /** Sets a field that only grows; NaN changes nothing but a NaN. */
  raise(row: number, field: number, value: number): void {
    const known = this.get(row, field);
    if (value > known || Number.isNaN(known)) this.set(row, field, value);
  }

  /** Begins a datagram with its first fragment seen. */
  open(row: number, packet: Packet): void {
    this.fields.fill(0, row * FIELDS, (row + 1) * FIELDS);
    this.set(row, Field.First, packet.timeNs);
    this.set(row, Field.Last, packet.timeNs);
    this.set(row, Field.FirstFrame, packet.frame);
    this.set(row, Field.Port, -1);
    this.seen.clear(row);
  }

  /** Counts a fragment that holds `length` bytes from `offset` on. */
  cover(row: number, offset: number, length: number, more: boolean): void {
    const end = Math.min(offset + length, MAX_SIZE);
    const from = offset / UNIT;
    const to = more ? Math.floor(end / UNIT) : Math.ceil(end / UNIT);
    const fresh = this.seen.mark(row, from, to);
    this.set(row, Field.Fragments, this.get(row, Field.Fragments) + 1);
    this.set(row, Field.Units, this.get(row, Field.Units) + fresh);
    if (fresh === 0) this.set(row, Field.Duplicates, this.get(row, Field.Duplicates) + 1);
    else if (fresh < to - from) this.set(row, Field.Overlaps, this.get(row, Field.Overlaps) + 1);
    this.raise(row, Field.Size, end);
    if (!more) this.raise(row, Field.End, end);
  }

  /** True when every byte up to the last fragment's end was seen. */
  isComplete(row: number): boolean {
    const end = this.get(row, Field.End);
    return end > 0 && this.get(row, Field.Units) >= Math.ceil(end / UNIT);
  }

  /** Copies one row over another. */
  move(from: number, to: number): void {
    this.fields.copyWithin(to * FIELDS, from * FIELDS, (from + 1) * FIELDS);
    this.seen.move(from, to);
  }

  /** What is told of a datagram that is done with. */
  folded(row: number, outcome: number): FoldedDatagram {
    const units = this.get(row, Field.Units);
    return {
      outcome,
      first: this.get(row, Field.First),
      firstFrame: this.get(row, Field.FirstFrame),
      fragments: this.get(row, Field.Fragments),
      duplicates: this.get(row, Field.Duplicates),
      overlaps: this.get(row, Field.Overlaps),
      bytes: Math.min(units * UNIT, this.get(row, Field.Size)),
      size: this.get(row, Field.Size),
      largestPacket: this.get(row, Field.LargestPacket),
      sawFirst: this.get(row, Field.SawFirst) !== 0,
    };
  }
}
