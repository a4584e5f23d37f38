/**
 * Rows that will be looked up soon are loaded together, so that their cache misses overlap: first the slots of an index where the searches begin, then the rows that these lead
 * to, in loops that do nothing else. What stands between two loads keeps misses from overlapping.
 */
import * as Layout from '../kernel-layout';
import { setWord, word } from './memory';

/** Words of what is noted: a slot, and of its table the first row and the bytes of a row. */
const SLOT = 0;
const ROWS = 1;
const ROW_BYTES = 2;
const BYTES: usize = 12;
/** Bits of a slot that number a row, from 1; the rest is a tag. */
const NUMBER: u32 = 0x00ffffff;

let end: usize = Layout.AHEAD;
/** Keeps the loads from being optimised away. */
let _loaded: u32 = 0;

/** Notes a slot (u32) of a table's index; when there is no room for more, all are loaded. */
export function note(slot: usize, rows: usize, rowBytes: u32): void {
  if (end === Layout.AHEAD + Layout.MOST_AHEAD * BYTES) loadRows();
  setWord(end, SLOT, <u32>slot);
  setWord(end, ROWS, <u32>rows);
  setWord(end, ROW_BYTES, rowBytes);
  end += BYTES;
}

/** Loads the slots that were noted, and the first and the last word of their rows. */
export function loadRows(): void {
  let loaded: u32 = 0;
  for (let at: usize = Layout.AHEAD; at < end; at += BYTES) loaded ^= load<u32>(word(at, SLOT));
  for (let at: usize = Layout.AHEAD; at < end; at += BYTES) {
    const number = max<u32>(load<u32>(word(at, SLOT)) & NUMBER, 1);
    const row = word(at, ROWS) + (number - 1) * word(at, ROW_BYTES);
    loaded ^= load<u32>(row) ^ load<u32>(row + word(at, ROW_BYTES) - 4);
  }
  end = Layout.AHEAD;
  _loaded = loaded;
}
