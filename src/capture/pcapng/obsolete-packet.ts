/** Packet Block, obsolete since 2009 (draft-ietf-opsawg-pcapng appendix A). */
import type { CaptureInfo } from '../packet-source.ts';
import type { BlockBody } from './block.ts';
import type { PacketFields } from './packet.ts';

const INTERFACE = 0;
const DROPS = 2;
const TIME_HIGH = 4;
const TIME_LOW = 8;
const CAPTURED = 12;
const ORIGINAL = 16;
export const PACKET_DATA = 20;
/** Drops count that means "not known". */
const DROPS_UNKNOWN = 0xffff;

/** The fields of the block; its drops count is added up. */
export function obsoletePacket(block: BlockBody, info: CaptureInfo): PacketFields {
  const { view, littleEndian, start, end } = block;
  const drops = view.getUint16(start + DROPS, littleEndian);
  if (drops !== DROPS_UNKNOWN) info.dropped += drops;
  return {
    interfaceId: view.getUint16(start + INTERFACE, littleEndian),
    time: {
      high: view.getUint32(start + TIME_HIGH, littleEndian),
      low: view.getUint32(start + TIME_LOW, littleEndian),
    },
    captured: view.getUint32(start + CAPTURED, littleEndian),
    original: view.getUint32(start + ORIGINAL, littleEndian),
    start: start + PACKET_DATA,
    room: end - start - PACKET_DATA,
  };
}
