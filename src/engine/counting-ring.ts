/** How the two ends of the ring of rows (tally/kernel/ring.ts) wait for one another. */
import * as Layout from '../tally/kernel-layout.ts';

/** Batches that one record batch may fill: two rows a packet, behind one that is already begun. */
const MOST_AT_ONCE = (2 * Layout.RECORDS) / Layout.ROWS_PER_BATCH + 1;
/** The writer sees to its events after waiting this long, in ms. */
const WRITER_WAITS_MS = 20;
/** The counter looks again after this time, in ms, should it have missed a call. */
const COUNTER_WAITS_MS = 100;

const WRITTEN = Layout.RING_WRITTEN / 4;
const COUNTED = Layout.RING_COUNTED / 4;
const ENDING = Layout.RING_ENDING / 4;

/** Words at the beginning of the shared memory. */
export const ringOf = (memory: { buffer: ArrayBufferLike }): Int32Array =>
  new Int32Array(memory.buffer, 0, Layout.RING_SIZES / 4);

/** True when the rows of one more record batch have room, which may have to be waited for; false when it is time for events first. */
export function hasRoom(ring: Int32Array): boolean {
  const counted = Atomics.load(ring, COUNTED);
  if (isFree(ring, counted)) return true;
  Atomics.wait(ring, COUNTED, counted, WRITER_WAITS_MS);
  return isFree(ring, Atomics.load(ring, COUNTED));
}

const isFree = (ring: Int32Array, counted: number): boolean =>
  ((Atomics.load(ring, WRITTEN) - counted) | 0) + MOST_AT_ONCE <= Layout.RING_BATCHES;

/** Says that there are rows. */
export function callCounter(ring: Int32Array): void {
  Atomics.notify(ring, WRITTEN);
}

/** Says that no more rows will come. */
export function endRows(ring: Int32Array): void {
  Atomics.store(ring, ENDING, 1);
  callCounter(ring);
}

/** Waits for rows, and answers false when there will be no more than there are. */
export function awaitRows(ring: Int32Array): boolean {
  if (Atomics.load(ring, ENDING) === 1) return false;
  const counted = Atomics.load(ring, COUNTED);
  Atomics.notify(ring, COUNTED);
  Atomics.wait(ring, WRITTEN, counted, COUNTER_WAITS_MS);
  return true;
}
