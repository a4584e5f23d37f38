/** Counted keys with their first and last time and frame: the common shape of everything tallied packet by packet outside the flow table. */
import { type Column, ensureRow } from '../base/columns.ts';
import { KeyTable } from '../base/key-table.ts';
import type { Packet } from '../wire/packet.ts';
import { earlier, later } from './times.ts';

/** Rows of one such table; beyond it new keys are only counted as refused. A /12 scanned by ARP fits. */
export const MAX_SIGHTINGS = 2 ** 20;

export class Sightings {
  readonly table: KeyTable;
  frames: Column = new Float64Array(0);
  /** ns; NaN when no frame had a time stamp. */
  first: Column = new Float64Array(0);
  last: Column = new Float64Array(0);
  /** Frame references. */
  firstFrame: Column = new Float64Array(0);
  lastFrame: Column = new Float64Array(0);
  /** Place (places.ts) of the first frame. */
  firstPlace: Column = new Float64Array(0);

  constructor(keyWords: number, maxRows = MAX_SIGHTINGS) {
    this.table = new KeyTable(keyWords, maxRows);
  }

  get size(): number {
    return this.table.size;
  }

  /** Counts the packet for a key and answers its row; −1 when the table is full. */
  add(key: Int32Array, packet: Packet): number {
    const row = this.table.rowOf(key, 0);
    if (row < 0) return row;
    if (row >= this.frames.length) this.grow(row);
    const { timeNs, frame } = packet;
    if (this.frames[row]++ === 0) this.begin(row, frame, packet.place);
    this.lastFrame[row] = frame;
    this.first[row] = earlier(this.first[row], timeNs);
    this.last[row] = later(this.last[row], timeNs);
    return row;
  }

  /** Notes where a row was met first. */
  begin(row: number, frame: number, place: number): void {
    this.firstFrame = ensureRow(this.firstFrame, row);
    this.firstPlace = ensureRow(this.firstPlace, row);
    this.firstFrame[row] = frame;
    this.firstPlace[row] = place;
  }

  private grow(row: number): void {
    this.frames = ensureRow(this.frames, row);
    this.first = ensureRow(this.first, row, Number.NaN);
    this.last = ensureRow(this.last, row, Number.NaN);
    this.lastFrame = ensureRow(this.lastFrame, row);
  }
}
