import type { ChunkBuffer } from '../chunk-buffer.ts';
import { BlockType, MAX_BLOCK_LENGTH, MIN_BLOCK_LENGTH, padded, TRAILER_LENGTH } from './block.ts';
import { byteOrderAt, MIN_SECTION_HEADER_LENGTH } from './section-header.ts';

/** The block at the front of the buffer, or why there is none. */
export type BlockFrame =
  | { state: 'block'; type: number; littleEndian: boolean; length: number }
  | { state: 'incomplete' }
  | { state: 'bad'; code: string; message: string };

const INCOMPLETE: BlockFrame = { state: 'incomplete' };
const TYPE = 0;
const LENGTH = 4;
const BYTE_ORDER = 8;

/** Checks the frame of the next block; a section header decides its byte order itself. */
export function blockFrame(input: ChunkBuffer, littleEndian: boolean): BlockFrame {
  const { view, start, end } = input;
  if (end - start < MIN_BLOCK_LENGTH) return INCOMPLETE;
  const type = view.getUint32(start + TYPE, littleEndian);
  if (type !== BlockType.SectionHeader) return framed(input, type, littleEndian);
  const order = byteOrderAt(view, start + BYTE_ORDER);
  if (order !== null) return framed(input, type, order);
  return bad('bad-byte-order-magic', 'A section header holds no byte-order magic number.');
}

function framed(input: ChunkBuffer, type: number, littleEndian: boolean): BlockFrame {
  const { view, start } = input;
  const available = input.end - start;
  const claimed = view.getUint32(start + LENGTH, littleEndian);
  const least = type === BlockType.SectionHeader ? MIN_SECTION_HEADER_LENGTH : MIN_BLOCK_LENGTH;
  if (claimed < least) return tooShort(type, claimed, least);
  if (claimed > MAX_BLOCK_LENGTH) {
    return bad('impossible-length', `A block claims ${claimed} bytes; at most ${MAX_BLOCK_LENGTH} can be.`);
  }
  const full = padded(claimed);
  if (available < claimed || (available < full && !input.ended)) return INCOMPLETE;
  if (available >= full && view.getUint32(start + full - TRAILER_LENGTH, littleEndian) === claimed) {
    return { state: 'block', type, littleEndian, length: full };
  }
  const trailer = view.getUint32(start + claimed - TRAILER_LENGTH, littleEndian);
  if (trailer === claimed) return { state: 'block', type, littleEndian, length: claimed };
  return bad('bad-block-length', `A block claims ${claimed} bytes at its start and ${trailer} at its end.`);
}

function tooShort(type: number, claimed: number, least: number): BlockFrame {
  if (type === 0 && claimed === 0) {
    return bad('zero-padding', 'Zero bytes where a block should be: padding, or a file that was never filled.');
  }
  return bad('bad-block-length', `A block claims ${claimed} bytes; it must have at least ${least}.`);
}

function bad(code: string, message: string): BlockFrame {
  return { state: 'bad', code, message };
}
