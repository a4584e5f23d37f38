/** Multicast DNS (RFC 6762 §18): DNS messages with several questions, or none. Named only: entered when the header fits, never a fault. */
import type { Definition } from './definition.ts';
import {
  ADDITIONAL_COUNT,
  AUTHORITY_COUNT,
  answerCount,
  flags,
  HEADER_LENGTH,
  id,
  questionCount,
  questionName,
} from './dns-message.ts';
import { MDNS_ZERO_BITS as ZERO_BITS } from './header-layout.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

/** Records in one section: more than a message of 9,000 bytes (§17) can hold. */
const MAX_RECORDS = 1024;

const name = (view: DataView, at: number): string => questionName(view, at, view.byteLength);

/** Marks the message at the cursor. */
function decode(packet: Packet): ProtocolId {
  const { at } = packet;
  if (!fits(packet) || !packet.enter(Protocol.Mdns)) return Protocol.None;
  packet.control = true;
  packet.at = at + HEADER_LENGTH;
  return Protocol.None;
}

function fits(packet: Packet): boolean {
  const { at, end, view } = packet;
  if (end - at < HEADER_LENGTH || (flags(view, at) & ZERO_BITS) !== 0) return false;
  const questions = questionCount(view, at);
  const answers = answerCount(view, at);
  const others = view.getUint16(at + AUTHORITY_COUNT) + view.getUint16(at + ADDITIONAL_COUNT);
  const total = questions + answers + others;
  return total > 0 && questions <= MAX_RECORDS && answers <= MAX_RECORDS && others <= MAX_RECORDS;
}

export const definition = {
  id: Protocol.Mdns,
  name: 'mdns',
  title: 'Multicast DNS',
  carriedBy: { udpPort: [5353] },
  fields: { id, flags, questionCount, answerCount, name },
  decode,
} satisfies Definition;
