/** Mutations of the stream around a capture: packed, then perhaps damaged. */
import { deflateRawSync, gzipSync } from 'node:zlib';
import { BYTE_MUTATIONS } from './bytes.ts';
import { type Mutation, pick, put } from './mutation.ts';

const LZ4_FRAME = Uint8Array.of(0x04, 0x22, 0x4d, 0x18, 0x60, 0x70, 0);
const LZ4_STORED = 0x8000_0000;
const ZSTD_FRAME = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0x58);
/** RFC 8878 §3.1.1.2: last block, raw. */
const ZSTD_LAST = 1;
const ZSTD_LONGEST = 100_000;
const DAMAGED = 60;

const PACKERS: readonly ((bytes: Uint8Array) => Uint8Array)[] = [
  (bytes) => gzipSync(bytes),
  (bytes) => new Uint8Array(Buffer.concat([gzipSync(bytes.subarray(0, 100)), gzipSync(bytes.subarray(100))])),
  (bytes) => new Uint8Array(Buffer.concat([Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3), deflateRawSync(bytes)])),
  (bytes) => new Uint8Array(Buffer.concat([LZ4_FRAME, word(bytes.length + LZ4_STORED, 4), bytes, word(0, 4)])),
  (bytes) => {
    const held = bytes.subarray(0, ZSTD_LONGEST);
    return new Uint8Array(Buffer.concat([ZSTD_FRAME, word(held.length * 8 + ZSTD_LAST, 3), held]));
  },
];

function word(value: number, width: number): Uint8Array {
  const bytes = new Uint8Array(width);
  put(bytes, 0, value, width, true);
  return bytes;
}

export const COMPRESSION_MUTATIONS: readonly Mutation[] = [
  function pack(bytes, random, other) {
    const packed = pick(random, PACKERS)(bytes);
    return random.percent(DAMAGED) ? pick(random, BYTE_MUTATIONS)(packed, random, other) : packed;
  },
];
