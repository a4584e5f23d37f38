/**
 * Rows on their way to another thread: a ring of batches in the shared memory. One thread writes them and says how many it has written, the other counts them in
 * the same order and says how many it has counted, so the flow table becomes the same as in one thread. Each has its own instance of this module.
 */
import * as Layout from '../kernel-layout';
import { drain } from './flows';

const ROW_BYTES: u32 = 4 * Layout.ROW_WORDS;
const BATCH_BYTES: u32 = Layout.ROWS_PER_BATCH * ROW_BYTES;

/** Batches that went to the other thread. */
let written: u32 = 0;

/** Begins to write for another thread: all batches are free. */
export function openRing(): void {
  written = 0;
  atomic.store<u32>(Layout.RING_WRITTEN, 0);
  atomic.store<u32>(Layout.RING_COUNTED, 0);
  atomic.store<u32>(Layout.RING_ENDING, 0);
}

/** Hands over the batch that is being filled, and answers where the next one begins: the host sees to it that it is free. */
export function passOn(rows: u32): usize {
  store<u32>(sizeOf(written), rows);
  atomic.store<u32>(Layout.RING_WRITTEN, ++written);
  if (isTimeToCall(written)) atomic.notify(Layout.RING_WRITTEN, 1);
  return batchAt(written);
}

/** Counts what was handed over until there is no more; the other thread goes on writing meanwhile. */
export function countPassed(): void {
  for (let next = atomic.load<u32>(Layout.RING_COUNTED); next !== atomic.load<u32>(Layout.RING_WRITTEN); ) {
    const first = batchAt(next);
    drain(first, first + load<u32>(sizeOf(next)) * ROW_BYTES);
    atomic.store<u32>(Layout.RING_COUNTED, ++next);
    if (isTimeToCall(next)) atomic.notify(Layout.RING_COUNTED, 1);
  }
}

/** A thread that waits is called for some batches at a time: waking up takes as long as counting one. */
function isTimeToCall(batches: u32): bool {
  return (batches & (Layout.RING_BATCHES / 4 - 1)) === 0;
}

function batchAt(batch: u32): usize {
  return Layout.ROWS + (batch & (Layout.RING_BATCHES - 1)) * BATCH_BYTES;
}

function sizeOf(batch: u32): usize {
  return Layout.RING_SIZES + ((batch & (Layout.RING_BATCHES - 1)) << 2);
}
