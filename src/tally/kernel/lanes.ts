/**
 * Plain frames by place and chain, kept until the bucket of the timeline is left (../timeline.ts): the host, which knows the lane of each, is called once for many
 * frames.
 */
import * as Layout from '../kernel-layout';
import * as Host from './host';

/** A slot is place and chain in one word, and how many frames of them (u32). */
const SLOT_BYTES: usize = 8;
/** Chains are below MAX_CONTEXTS (wire/contexts.ts), places below MAX_PLACES: both fit into a word. */
const CHAIN_BITS: u32 = 17;

/** Counts a frame. */
export function countLane(place: u32, chain: u32): void {
  const key = (place << CHAIN_BITS) | chain;
  const slot: usize = Layout.LANES + ((place ^ chain) & (Layout.LANE_SLOTS - 1)) * SLOT_BYTES;
  if (load<u32>(slot) !== key) {
    handOver(slot);
    store<u32>(slot, key);
  }
  store<u32>(slot + 4, load<u32>(slot + 4) + 1);
}

/** Gives the host what was counted since the last time. */
export function handOverLanes(): void {
  for (let i: u32 = 0; i < <u32>Layout.LANE_SLOTS; i++) handOver(Layout.LANES + i * SLOT_BYTES);
}

function handOver(slot: usize): void {
  const frames = load<u32>(slot + 4);
  if (frames === 0) return;
  const key = load<u32>(slot);
  store<u32>(slot + 4, 0);
  Host.laneFrames(key >>> CHAIN_BITS, key & ((1 << CHAIN_BITS) - 1), frames);
}
