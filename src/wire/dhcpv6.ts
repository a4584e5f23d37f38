/** DHCPv6 message (RFC 8415 §8). Named only: entered when its shape fits. */
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const HEADER_LENGTH = 4;
/** Largest message type in IANA's registry. */
const MAX_TYPE = 37;
const XID_MASK = 0xffffff;

export const type = (view: DataView, at: number): number => view.getUint8(at);
/** Not in relay messages (types 12 and 13). */
export const xid = (view: DataView, at: number): number => view.getUint32(at) & XID_MASK;

/** Marks the message at the cursor. */
function decode(packet: Packet): ProtocolId {
  const { at, view } = packet;
  if (packet.end - at < HEADER_LENGTH || type(view, at) === 0 || type(view, at) > MAX_TYPE) return Protocol.None;
  if (!packet.enter(Protocol.Dhcpv6)) return Protocol.None;
  packet.control = true;
  packet.at = at + HEADER_LENGTH;
  return Protocol.None;
}

export const definition = {
  id: Protocol.Dhcpv6,
  name: 'dhcpv6',
  title: 'Dynamic Host Configuration Protocol for IPv6',
  carriedBy: { udpPort: [546, 547] },
  fields: { type, xid },
  decode,
} satisfies Definition;
