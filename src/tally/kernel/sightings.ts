/** Rows that count frames, with the first and last time and frame (../sightings.ts). Times are in ns, NaN for none. */
import * as Table from '../key-table-layout';
import { rowOf } from './key-table';
import { double, setDouble, setWord } from './memory';

/** Counts a frame for the key and answers its row; 0 when the table is full. */
export function sight(table: usize, time: f64, frame: f64, place: u32): usize {
  const row = rowOf(table);
  if (row === 0) return 0;
  const frames = double(row, Table.Frames);
  setDouble(row, Table.Frames, frames + 1);
  setDouble(row, Table.LastFrame, frame);
  if (frames !== 0) widen(row, time);
  else {
    setDouble(row, Table.First, time);
    setDouble(row, Table.Last, time);
    setDouble(row, Table.FirstFrame, frame);
    setWord(row, Table.FirstPlace, place);
  }
  return row;
}

/** True for the row of a key that was met once, just now. */
export function isNew(row: usize): bool {
  return double(row, Table.Frames) === 1;
}

/** Widens a row's times to one more. */
export function widen(row: usize, time: f64): void {
  const first = double(row, Table.First);
  const last = double(row, Table.Last);
  if (time < first || Number.isNaN(first)) setDouble(row, Table.First, time);
  if (time > last || Number.isNaN(last)) setDouble(row, Table.Last, time);
}

/** Adds to a double of a row. */
export function increase(row: usize, field: i32): void {
  setDouble(row, field, double(row, field) + 1);
}
