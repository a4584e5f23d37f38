/** Rows that count frames, with the first and last time and frame (../sightings.ts). Times are in ns, NaN for none. */
import * as Table from '../key-table-layout';
import { rowOf } from './key-table';
import { clearTimes, double, setDouble, setWord, widen } from './memory';

/** Counts a frame for the key and answers its row; 0 when the table is full. */
export function sight(table: usize, time: f64, frame: f64, place: u32): usize {
  const row = rowOf(table);
  if (row === 0) return 0;
  const frames = double(row, Table.Frames);
  setDouble(row, Table.Frames, frames + 1);
  setDouble(row, Table.LastFrame, frame);
  if (frames === 0) {
    clearTimes(row, Table.First);
    setDouble(row, Table.FirstFrame, frame);
    setWord(row, Table.FirstPlace, place);
  }
  widen(row, Table.First, time, time);
  return row;
}

/** True for the row of a key that was met once, just now. */
export function isNew(row: usize): bool {
  return double(row, Table.Frames) === 1;
}
