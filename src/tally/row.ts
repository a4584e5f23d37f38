/**
 * The row: what one IP header and its transport tell, at fixed places in 128 bytes. The decoder's results travel to the tallies as batches of rows;
 * in a batch one Int32Array and one Float64Array lie over the same memory. Offsets below are in 32-bit words, those marked "double" in 64-bit words.
 */

export const ROW_WORDS = 32;
/** Rows drained at a time: enough misses in flight to overlap, and the batch stays in the first-level cache. */
export const ROWS_PER_BATCH = 64;

/** A batch of rows, filled by write-rows.ts and drained by the flow table. */
export class RowBatch {
  readonly words = new Int32Array(ROWS_PER_BATCH * ROW_WORDS);
  readonly doubles = new Float64Array(this.words.buffer);
  count = 0;

  /** True when the next packet's rows (two at most) may not fit. */
  get full(): boolean {
    return this.count > ROWS_PER_BATCH - 2;
  }
}
