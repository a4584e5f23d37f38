/** Growable columns of numbers: row i of every column of a table belongs together. */

/** Counters and times; exact to 2^53. */
export type Column = Float64Array;

const INITIAL_ROWS = 64;

/** A column that has a row `row`: the same one when it is long enough, else a copy of at least twice the length filled up with `fill`. */
export function ensureRow(column: Column, row: number, fill = 0): Column {
  if (row < column.length) return column;
  const copy = new Float64Array(Math.max(INITIAL_ROWS, column.length * 2, row + 1)).fill(fill, column.length);
  copy.set(column);
  return copy;
}
