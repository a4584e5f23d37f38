/**
 * Rows that will be looked up soon are loaded together, so that their cache misses overlap: first the slots of an index where the searches begin, then the rows that these lead
 * to, in loops that do nothing else. What stands between two loads keeps misses from overlapping.
 */
import * as Layout from '../kernel-layout';

/** Bits of a slot that number a row, from 1; the rest is a tag. */
const NUMBER: u32 = 0x00ffffff;

let noted: u32 = 0;
/** Keeps the loads from being optimised away. */
let _loaded: u32 = 0;

/** Notes a slot (u32); those of one table, before `loadRows`. */
export function note(slot: usize): void {
  store<u32>(Layout.AHEAD + (noted << 2), <u32>slot);
  noted++;
}

/** Loads the slots that were noted, and the first and the last word of their rows. */
export function loadRows(rows: usize, rowBytes: u32): void {
  const end: usize = Layout.AHEAD + (noted << 2);
  let loaded: u32 = 0;
  for (let at: usize = Layout.AHEAD; at < end; at += 4) loaded ^= load<u32>(load<u32>(at));
  for (let at: usize = Layout.AHEAD; at < end; at += 4) {
    const row = rows + (max<u32>(load<u32>(load<u32>(at)) & NUMBER, 1) - 1) * rowBytes;
    loaded ^= load<u32>(row) ^ load<u32>(row + rowBytes - 4);
  }
  noted = 0;
  _loaded = loaded;
}
