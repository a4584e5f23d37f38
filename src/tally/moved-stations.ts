/**
 * Packets whose station addresses are not those of the first packet of their flow and direction: behind two routers, after a failover, or seen again at another
 * place. The flow keeps one pair for each direction; the others are counted here, so that the station totals derived from the flows are exact.
 */
import { type Column, ensureRow } from '../base/columns.ts';
import { KeyTable } from '../base/key-table.ts';
import * as Entry from './flow-entry-layout.ts';
import type { Rows } from './row.ts';
import * as Row from './row-layout.ts';
import { earlier, later } from './times.ts';

/** Number in place of a flow for packets that are in no flow's counts. */
export const NO_FLOW = -1;
/** Words of a key, of which the first is the flow. */
export const KEY_WORDS = 5;
/** The place in `Row.Place`. */
const PLACE = 0xfff;

export class MovedStations {
  /** Key: flow, direction, three station words as in `Row.Stations`. */
  table = new KeyTable(KEY_WORDS);
  packets: Column = new Float64Array(0);
  first: Column = new Float64Array(0);
  last: Column = new Float64Array(0);
  /** Chain of VLANs and tunnels of the first packet, and the places (places.ts) of the first and the last. */
  context: Column = new Float64Array(0);
  firstPlace: Column = new Float64Array(0);
  lastPlace: Column = new Float64Array(0);
  private readonly key = new Int32Array(KEY_WORDS);

  /** Counts a packet of a flow with other stations than its first. */
  move(entry: number, direction: number, batch: Rows, row: number): void {
    this.add(entry / Entry.WORDS, direction, batch, row);
  }

  /** Counts a packet that was left out of its flow. */
  sight(batch: Rows, row: number): void {
    this.add(NO_FLOW, 0, batch, row);
  }

  /** Gives the flows other numbers, a negative one to those that are gone; what was counted for a turned flow's direction A is now of direction B. */
  renumber(numberOf: (flow: number) => number, isTurned: (flow: number) => boolean): void {
    const { key, packets, first, last, context, firstPlace, lastPlace } = this;
    const { keys, size } = this.table;
    this.table = new KeyTable(KEY_WORDS);
    for (let row = 0; row < size; row++) {
      key.set(keys.subarray(row * KEY_WORDS, (row + 1) * KEY_WORDS));
      const [flow] = key;
      if (flow !== NO_FLOW) {
        key[0] = numberOf(flow);
        if (key[0] < 0) continue;
        if (isTurned(flow)) key[1] = 1;
      }
      const to = this.table.rowOf(key, 0);
      for (const column of [packets, first, last, context, firstPlace, lastPlace]) column[to] = column[row];
    }
    packets.fill(0, this.table.size);
    for (const column of [first, last]) column.fill(Number.NaN, this.table.size);
  }

  private add(flow: number, direction: number, batch: Rows, row: number): void {
    const { key } = this;
    const rows = batch.words;
    key[0] = flow;
    key[1] = direction;
    for (let i = 0; i < 3; i++) key[2 + i] = rows[row + Row.Stations + i];
    const at = this.table.rowOf(key, 0);
    if (at < 0) return;
    const time = batch.doubles[(row >> 1) + Row.Time];
    this.packets = ensureRow(this.packets, at);
    this.first = ensureRow(this.first, at, Number.NaN);
    this.last = ensureRow(this.last, at, Number.NaN);
    this.context = ensureRow(this.context, at);
    this.firstPlace = ensureRow(this.firstPlace, at);
    this.lastPlace = ensureRow(this.lastPlace, at);
    this.lastPlace[at] = rows[row + Row.Place] & PLACE;
    if (this.packets[at]++ === 0) {
      this.context[at] = rows[row + Row.Context];
      this.firstPlace[at] = this.lastPlace[at];
    }
    this.first[at] = earlier(this.first[at], time);
    this.last[at] = later(this.last[at], time);
  }
}
