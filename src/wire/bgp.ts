/** BGP message header (RFC 4271 §4.1): sixteen bytes of ones, length, type. Named only: entered when the segment begins with one. */
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const HEADER_LENGTH = 19;
const LENGTH = 16;
const TYPE = 18;
const ONES = 0xffffffff;
/** OPEN, UPDATE, NOTIFICATION, KEEPALIVE, ROUTE-REFRESH. */
const MAX_TYPE = 5;

const messageLength = (view: DataView, at: number): number => view.getUint16(at + LENGTH);
export const type = (view: DataView, at: number): number => view.getUint8(at + TYPE);

/** Marks the message at the cursor. */
function decode(packet: Packet): ProtocolId {
  if (!fits(packet) || !packet.enter(Protocol.Bgp)) return Protocol.None;
  packet.at += HEADER_LENGTH;
  return Protocol.None;
}

function fits(packet: Packet): boolean {
  const { at, view } = packet;
  if (packet.end - at < HEADER_LENGTH) return false;
  for (let i = at; i < at + LENGTH; i += 4) if (view.getUint32(i) !== ONES) return false;
  return messageLength(view, at) >= HEADER_LENGTH && type(view, at) >= 1 && type(view, at) <= MAX_TYPE;
}

export const definition = {
  id: Protocol.Bgp,
  name: 'bgp',
  title: 'Border Gateway Protocol',
  carriedBy: { tcpPort: [179] },
  fields: { messageLength, type },
  decode,
} satisfies Definition;
