/** Mutations of records and blocks as wholes: their order, lengths, times and options. */
import type { Random } from '../../../bench/generator/random.ts';
import { EXTREMES, type Mutation, pick, put } from './mutation.ts';
import { type Pieces, putTogether, takeApart } from './pieces.ts';

/** Types of pcapng blocks, known and not. */
const BLOCK_TYPES = [1, 2, 3, 4, 5, 6, 0xa, 0xbad, 0x4000_0bad, 0x0a0d_0d0a, 0x8000_0001];
const LINK_TYPES = [0, 1, 9, 12, 50, 101, 104, 105, 113, 127, 147, 192, 228, 229, 239, 276, 65_535];
/** 1970, both sides of 2^31, 2106, and the last second of the format. */
const SECONDS = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 1_700_000_000];
const MOST_COPIES = 60;
const LONGEST_OPTION = 80;

type Edit = (pieces: Pieces, at: number, random: Random, other: () => Uint8Array) => void;

const EDITS: readonly Edit[] = [
  function lie({ records, littleEndian, pcapng }, at, random) {
    const field = pick(random, pcapng ? [4, 20, 24, records[at].length - 4] : [8, 12]);
    put(records[at], field, pick(random, EXTREMES), 4, littleEndian);
  },
  function time({ records, littleEndian, pcapng }, at, random) {
    put(records[at], pcapng ? pick(random, [12, 16]) : 0, pick(random, SECONDS), 4, littleEndian);
    if (!pcapng && random.percent(30)) put(records[at], 4, random.word(), 4, littleEndian);
  },
  function linkType({ records, header, littleEndian, pcapng }, at, random) {
    if (pcapng) put(records[at], 8, pick(random, LINK_TYPES), 2, littleEndian);
    else put(header, 20, pick(random, LINK_TYPES), 4, littleEndian);
  },
  function blockType({ records, littleEndian, pcapng }, at, random) {
    if (pcapng) put(records[at], 0, pick(random, BLOCK_TYPES), 4, littleEndian);
  },
  function drop({ records }, at) {
    records.splice(at, 1);
  },
  function duplicate({ records }, at, random) {
    const copies = Array.from({ length: 1 + random.below(MOST_COPIES) }, () => records[at].slice());
    records.splice(random.below(records.length), 0, ...copies);
  },
  function swap({ records }, at, random) {
    const to = random.below(records.length);
    [records[at], records[to]] = [records[to], records[at]];
  },
  function adopt({ records }, at, random, other) {
    const theirs = takeApart(other())?.records ?? [];
    if (theirs.length > 0) records.splice(at, 0, ...theirs.slice(0, 1 + random.below(theirs.length)));
  },
  function addOption(pieces, at, random) {
    const { records, pcapng } = pieces;
    if (pcapng) records[at] = withOption(records[at], pieces.littleEndian, random);
  },
  function shorten({ records, littleEndian, pcapng }, at, random) {
    if (pcapng) return;
    const record = records[at];
    const kept = 16 + random.below(Math.max(1, record.length - 15));
    records[at] = record.slice(0, kept);
    put(records[at], 8, kept - 16, 4, littleEndian);
  },
];

/** A block that ends with one more option, its lengths right. */
function withOption(block: Uint8Array, littleEndian: boolean, random: Random): Uint8Array {
  const length = random.below(LONGEST_OPTION);
  const option = new Uint8Array(4 + length + (-length & 3));
  put(option, 0, pick(random, [0, 1, 2, 3, 4, 5, 9, 11, 14, 2988, 0xffff]), 2, littleEndian);
  put(option, 2, random.percent(80) ? length : random.below(0x1_0000), 2, littleEndian);
  for (let i = 4; i < 4 + length; i++) option[i] = random.word() & 0xff;
  const whole = new Uint8Array(Buffer.concat([block.subarray(0, -4), option, block.subarray(-4)]));
  put(whole, 4, whole.length, 4, littleEndian);
  put(whole, whole.length - 4, whole.length, 4, littleEndian);
  return whole;
}

export const RECORD_MUTATIONS: readonly Mutation[] = EDITS.map(
  (edit): Mutation =>
    (bytes, random, other) => {
      const pieces = takeApart(bytes);
      if (pieces === null || pieces.records.length === 0) return bytes;
      edit(pieces, random.below(pieces.records.length), random, other);
      return putTogether(pieces);
    },
);
