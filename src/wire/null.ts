/** BSD loopback header: the address family of the payload, 4 bytes in the host's order (LINKTYPE_NULL) or big endian (LINKTYPE_LOOP). */
import type { Definition } from './definition.ts';
import { byEtherType } from './next.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const HEADER_LENGTH = 4;
const MIN_TYPE = 0x0600;
const AF_INET = 2;
/** AF_INET6 of Linux, NetBSD and OpenBSD, FreeBSD, Darwin; 23 is Windows'. */
const AF_INET6 = [10, 23, 24, 28, 30];
/** Address and control bytes of PPP, which some BSD drivers hand over here. */
const PPP_FRAMING = 0xff03;

/** Whichever byte order makes the number small: families are below 256. */
function family(view: DataView, at: number): number {
  const big = view.getUint32(at);
  return big <= 0xffff ? big : view.getUint32(at, true);
}

/** Marks the header at the cursor. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Null) || !packet.has(HEADER_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  if (view.getUint16(at) === PPP_FRAMING) return Protocol.Ppp;
  packet.at = at + HEADER_LENGTH;
  const value = family(view, at);
  if (value === AF_INET) return Protocol.Ipv4;
  if (AF_INET6.includes(value)) return Protocol.Ipv6;
  return value >= MIN_TYPE && value <= 0xffff ? byEtherType(value) : Protocol.None;
}

export const definition = {
  id: Protocol.Null,
  name: 'null',
  title: 'BSD loopback',
  carriedBy: { linkType: [0, 108] },
  fields: { family },
  decode,
} satisfies Definition;
