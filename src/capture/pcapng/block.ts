/** The common frame of all blocks (draft-ietf-opsawg-pcapng §3.1). */
import { LARGEST_LIMIT } from '../captured-limit.ts';

export const BlockType = {
  InterfaceDescription: 1,
  ObsoletePacket: 2,
  SimplePacket: 3,
  NameResolution: 4,
  InterfaceStatistics: 5,
  EnhancedPacket: 6,
  SectionHeader: 0x0a0d0d0a,
} as const;

/** Type and total length stand before the body, the total length once more behind it. */
export const BODY = 8;
export const TRAILER_LENGTH = 4;
export const MIN_BLOCK_LENGTH = BODY + TRAILER_LENGTH;
/** The largest packet with its header and 128 KiB of options; Wireshark draws the line at the same place. */
export const MAX_BLOCK_LENGTH = LARGEST_LIMIT + 128 * 1024 + 32;

/** The body of one block: where it lies and how to read it. Made for the rare blocks only; packets do without. */
export interface BlockBody {
  bytes: Uint8Array;
  view: DataView;
  littleEndian: boolean;
  /** First byte of the body. */
  start: number;
  /** One past its last byte. */
  end: number;
  /** Offset of the block in the stream. */
  position: number;
}

/** Every field starts at a multiple of four bytes. */
export const padded = (length: number): number => Math.ceil(length / 4) * 4;
