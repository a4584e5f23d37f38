/** Section Header Block (draft-ietf-opsawg-pcapng §4.1). The section length is not used: blocks are followed by their own. */
import type { CaptureInfo } from '../packet-source.ts';
import type { BlockBody } from './block.ts';
import { keepComments, readOptions } from './options.ts';

export const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const VERSION_MAJOR = 4;
const OPTIONS = 16;
/** The only major version there is. */
export const MAJOR_VERSION = 1;
/** SHB without options: 12 bytes of frame, byte-order magic, version, section length. */
export const MIN_SECTION_HEADER_LENGTH = 28;

/** Byte order by the magic number at `at`: true is little-endian, null is neither. */
export function byteOrderAt(view: DataView, at: number): boolean | null {
  if (view.getUint32(at, true) === BYTE_ORDER_MAGIC) return true;
  return view.getUint32(at, false) === BYTE_ORDER_MAGIC ? false : null;
}

/** Keeps the comments and answers the major version. */
export function readSectionHeader(block: BlockBody, info: CaptureInfo): number {
  keepComments(block, readOptions(block, block.start + OPTIONS, info), info);
  return block.view.getUint16(block.start + VERSION_MAJOR, block.littleEndian);
}
