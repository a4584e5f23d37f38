/** LZ4 frame format 1.6. Small enough to own: no kept-up package reads frames. Checksums are passed over, as the damage shows in the packets. */
import { unpackBlock, WINDOW } from './lz4-block.ts';
import { PieceReader } from './piece-reader.ts';
import { corrupt, truncated } from './stream-errors.ts';

const MAGIC = 0x184d2204;
/** 0x184d2a50 to 0x184d2a5f. */
const SKIPPABLE = 0x184d2a50;
const SKIPPABLE_MASK = 0xfffffff0;

/** FLG: version in the top two bits. */
const VERSION_SHIFT = 6;
const VERSION = 1;
const BLOCKS_INDEPENDENT = 0x20;
const BLOCK_CHECKSUM = 0x10;
const CONTENT_SIZE = 0x08;
const CONTENT_CHECKSUM = 0x04;
const DICTIONARY_ID = 0x01;
/** BD: 4 to 7 stand for 64 KiB, 256 KiB, 1 MiB, 4 MiB. */
const MIN_BLOCK_CODE = 4;
const STORED = 0x8000_0000;
/** Skipped at a time, so that a lying length holds no memory. */
const SKIP_STEP = 65_536;

interface FrameHeader {
  flags: number;
  maxBlock: number;
}

/** Unpacks an LZ4 stream, frame after frame. */
export async function* decompress(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = new PieceReader(pieces);
  for (;;) {
    const magic = await input.take(4);
    if (magic.length === 0) return;
    const value = le32(whole(magic, 4));
    if (value === MAGIC) yield* readFrame(input);
    else if ((value & SKIPPABLE_MASK) >>> 0 === SKIPPABLE) await skip(input, le32(whole(await input.take(4), 4)));
    else throw corrupt('lz4', 'no frame where one should begin');
  }
}

async function* readFrame(input: PieceReader): AsyncGenerator<Uint8Array> {
  const { flags, maxBlock } = await readHeader(input);
  const output = new Uint8Array(WINDOW + maxBlock);
  let history = 0;
  for (;;) {
    const size = le32(whole(await input.take(4), 4));
    if (size === 0) break;
    const length = (size & ~STORED) >>> 0;
    if (length > maxBlock) throw corrupt('lz4', `a block of ${length} bytes`);
    const block = whole(await input.take(length), length);
    const end = size >= STORED ? store(block, output, history) : unpackBlock(block, output, history);
    yield output.slice(history, end);
    history = flags & BLOCKS_INDEPENDENT ? 0 : keepWindow(output, end);
    if (flags & BLOCK_CHECKSUM) whole(await input.take(4), 4);
  }
  if (flags & CONTENT_CHECKSUM) whole(await input.take(4), 4);
}

async function readHeader(input: PieceReader): Promise<FrameHeader> {
  const [flags, descriptor] = whole(await input.take(2), 2);
  if (flags >> VERSION_SHIFT !== VERSION) throw corrupt('lz4', `frame version ${flags >> VERSION_SHIFT}`);
  const code = (descriptor >> 4) & 7;
  if (code < MIN_BLOCK_CODE) throw corrupt('lz4', `block size code ${code}`);
  const rest = (flags & CONTENT_SIZE ? 8 : 0) + (flags & DICTIONARY_ID ? 4 : 0) + 1;
  whole(await input.take(rest), rest);
  return { flags, maxBlock: 1 << (8 + 2 * code) };
}

function store(block: Uint8Array, output: Uint8Array, at: number): number {
  output.set(block, at);
  return at + block.length;
}

/** Moves the last 64 KiB to the front, as history for the next block. */
function keepWindow(output: Uint8Array, end: number): number {
  if (end <= WINDOW) return end;
  output.copyWithin(0, end - WINDOW, end);
  return WINDOW;
}

async function skip(input: PieceReader, length: number): Promise<void> {
  for (let left = length; left > 0; left -= SKIP_STEP) {
    const step = Math.min(left, SKIP_STEP);
    whole(await input.take(step), step);
  }
}

function whole(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length < length) throw truncated('lz4');
  return bytes;
}

function le32(bytes: Uint8Array): number {
  return (bytes[0] | (bytes[1] << 8) | (bytes[2] << 16) | (bytes[3] << 24)) >>> 0;
}
