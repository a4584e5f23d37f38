/** Tables of records that begin on a cache line: a record of 128 bytes then touches two lines and not three. */

/** The allocator puts large buffers 16 bytes behind a page; 48 more reach the next line of 64. Nothing but speed depends on it. */
const SKEW = 48;

/** Zeroed words that begin on a cache line. */
export const lineWords = (length: number): Int32Array<ArrayBuffer> =>
  new Int32Array(new ArrayBuffer(length * 4 + SKEW), SKEW, length);

/** The same memory as doubles. */
export const lineDoubles = (words: Int32Array<ArrayBuffer>): Float64Array<ArrayBuffer> =>
  new Float64Array(words.buffer, SKEW, words.length / 2);

/** A longer copy, zeros behind. */
export function grownLines(words: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const copy = lineWords(length);
  copy.set(words);
  return copy;
}
