/** Simple Packet Block (draft-ietf-opsawg-pcapng §4.4): interface 0, no time, no captured length of its own. */
import type { BlockBody } from './block.ts';
import type { PacketFields } from './packet.ts';
import type { Section } from './section.ts';

const ORIGINAL = 0;
export const PACKET_DATA = 4;

/** The captured length is the least of what was sent, what the snaplen let through, and what the block holds. */
export function simplePacket(block: BlockBody, section: Section): PacketFields {
  const original = block.view.getUint32(block.start + ORIGINAL, block.littleEndian);
  const room = block.end - block.start - PACKET_DATA;
  const snapLength = section.interfaces[0]?.snapLength || original;
  const captured = Math.min(original, snapLength, room);
  return { interfaceId: 0, time: null, captured, original, start: block.start + PACKET_DATA, room };
}
