/** Every mutation, and how often each kind is used. */
import type { Random } from '../../../bench/generator/random.ts';
import { MAX_SEED_BYTES } from '../seeds.ts';
import { BYTE_MUTATIONS } from './bytes.ts';
import { COMPRESSION_MUTATIONS } from './compression.ts';
import { LAYER_MUTATIONS } from './layers.ts';
import { type Mutation, pick } from './mutation.ts';
import { RECORD_MUTATIONS } from './records.ts';

/** Compression hides the capture from all others: it comes last and seldom. */
const COMPRESSED = 8;
const MOST_AT_ONCE = 8;
/** Repeats and splices may grow a capture to this, so that a case stays a matter of milliseconds. */
const MAX_BYTES = 4 * MAX_SEED_BYTES;
const KINDS: readonly (readonly Mutation[])[] = [BYTE_MUTATIONS, RECORD_MUTATIONS, LAYER_MUTATIONS, LAYER_MUTATIONS];

/** One capture of the pool, changed in one to eight ways. */
export function mutated(pool: readonly Uint8Array[], random: Random): Uint8Array {
  const other = (): Uint8Array => pick(random, pool);
  let bytes = other().slice();
  for (let left = 1 + random.below(MOST_AT_ONCE); left > 0; left--) {
    bytes = pick(random, pick(random, KINDS))(bytes, random, other).slice(0, MAX_BYTES);
  }
  return random.percent(COMPRESSED) ? pick(random, COMPRESSION_MUTATIONS)(bytes, random, other) : bytes;
}
