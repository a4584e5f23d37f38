/** Growable columns of numbers: row i of every column of a table belongs together. */

/** Counters and times; exact to 2^53. */
export type Column = Float64Array;

const INITIAL_ROWS = 64;

/** A column of at least so many rows: the same one when it is long enough, else a copy that is no longer, filled up with `fill`. */
export function reserveRows(column: Column, rows: number, fill = 0): Column {
  if (rows <= column.length) return column;
  const copy = new Float64Array(rows).fill(fill, column.length);
  copy.set(column);
  return copy;
}

/** Rows to make room for when so many are to come: no more than those at first, and by half as many again when rows come and come. */
export const roomFor = (rows: number, more: number): number => Math.max(rows + more, Math.ceil(rows * 1.5));

/** A column that has a row `row`: the same one when it is long enough, else a copy of at least twice the length filled up with `fill`. */
export function ensureRow(column: Column, row: number, fill = 0): Column {
  return row < column.length ? column : reserveRows(column, Math.max(INITIAL_ROWS, column.length * 2, row + 1), fill);
}
