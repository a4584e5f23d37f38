/** IPv6 header (RFC 8200 §3). Extension headers are protocols of their own. */
import { formatIpv6 } from '../base/addresses.ts';
import type { Definition } from './definition.ts';
import {
  IPV6_DESTINATION as DESTINATION,
  IPV6_LENGTH as HEADER_LENGTH,
  IPV6_HOP_LIMIT as HOP_LIMIT,
  IPV6_NEXT_HEADER as NEXT_HEADER,
  IPV6_PAYLOAD_LENGTH as PAYLOAD_LENGTH,
  IPV6_SOURCE as SOURCE,
} from './header-layout.ts';
import { ipPayload } from './ip.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

export { DESTINATION, HEADER_LENGTH, HOP_LIMIT, SOURCE };

/** The next header that may hold a jumbogram's length (RFC 2675 §2), the payload length then being 0. */
const HOP_BY_HOP = 0;

const version = (view: DataView, at: number): number => view.getUint8(at) >> 4;
const flowLabel = (view: DataView, at: number): number => view.getUint32(at) & 0xfffff;
/** Bytes behind the fixed header. */
export const payloadLength = (view: DataView, at: number): number => view.getUint16(at + PAYLOAD_LENGTH);
export const nextHeader = (view: DataView, at: number): number => view.getUint8(at + NEXT_HEADER);
export const hopLimit = (view: DataView, at: number): number => view.getUint8(at + HOP_LIMIT);
const source = (view: DataView, at: number): string => addressAt(view, at + SOURCE);
const destination = (view: DataView, at: number): string => addressAt(view, at + DESTINATION);

/** Marks the fixed header at the cursor and ends the packet where its payload length says. Without a 6 in front it is no IPv6, nor a fault. */
function decode(packet: Packet): ProtocolId {
  const { at, view } = packet;
  if (packet.end > at && view.getUint8(at) >> 4 !== 6) return Protocol.None;
  if (!packet.enter(Protocol.Ipv6) || !packet.has(HEADER_LENGTH)) return Protocol.None;
  packet.network(6);
  const length = view.getUint16(at + PAYLOAD_LENGTH);
  const next = view.getUint8(at + NEXT_HEADER);
  if (length !== 0 || next !== HOP_BY_HOP) packet.limit(at, HEADER_LENGTH + length);
  packet.at = at + HEADER_LENGTH;
  return ipPayload(packet, next);
}

/** The IPv6 address at `at`, as RFC 5952 writes it. */
export const addressAt = (view: DataView, at: number): string =>
  formatIpv6(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), at);

export const definition = {
  id: Protocol.Ipv6,
  name: 'ipv6',
  title: 'Internet Protocol version 6',
  carriedBy: { etherType: [0x86dd], linkType: [229], pppProtocol: [0x0057] },
  fields: { version, flowLabel, payloadLength, nextHeader, hopLimit, source, destination },
  decode,
} satisfies Definition;
