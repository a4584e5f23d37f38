/** Mutations that know nothing of what they change. */
import { EXTREMES, type Mutation, pick, put, spliced } from './mutation.ts';

/** File headers and first records are where most of a capture's fate is decided. */
const HEAD = 160;
const HEAD_SHARE = 40;
const LONGEST_RUN = 200;
const MOST_REPEATS = 20;
const LONGEST_JUNK = 2000;

const place: (...of: Parameters<Mutation>) => number = (bytes, random) =>
  random.below(Math.max(1, random.percent(HEAD_SHARE) ? Math.min(HEAD, bytes.length) : bytes.length));

export const BYTE_MUTATIONS: readonly Mutation[] = [
  function flipBit(bytes, random, other) {
    const at = place(bytes, random, other);
    if (at < bytes.length) bytes[at] ^= 1 << random.below(8);
    return bytes;
  },
  function putExtreme(bytes, random, other) {
    const width = pick(random, [1, 2, 4, 8]);
    put(bytes, place(bytes, random, other), pick(random, EXTREMES), width, random.percent(50));
    return bytes;
  },
  function putWord(bytes, random, other) {
    put(bytes, place(bytes, random, other), random.word(), pick(random, [1, 2, 4]), true);
    return bytes;
  },
  function cut(bytes, random) {
    return bytes.slice(0, random.below(bytes.length + 1));
  },
  function repeat(bytes, random, other) {
    const at = place(bytes, random, other);
    const run = bytes.subarray(at, at + 1 + random.below(LONGEST_RUN));
    const times = 1 + random.below(MOST_REPEATS);
    return spliced(bytes, at, 0, new Uint8Array(Buffer.concat(Array.from({ length: times }, () => run))));
  },
  function remove(bytes, random, other) {
    const at = place(bytes, random, other);
    return spliced(bytes, at, Math.min(bytes.length - at, 1 + random.below(LONGEST_RUN)), new Uint8Array(0));
  },
  function spliceOther(bytes, random, other) {
    const at = place(bytes, random, other);
    return spliced(bytes, at, bytes.length - at, other().slice(at));
  },
  function junk(bytes, random) {
    const tail = Uint8Array.from({ length: random.below(LONGEST_JUNK) }, () => random.word() & 0xff);
    return spliced(bytes, bytes.length, 0, tail);
  },
];
