/** IPv4 header (RFC 791 §3.1). */
import { formatIpv4 } from '../base/addresses.ts';
import type { Definition } from './definition.ts';
import {
  IPV4_DESTINATION as DESTINATION,
  DONT_FRAGMENT,
  IPV4_FLAGS_OFFSET as FLAGS_OFFSET,
  IPV4_IDENTIFICATION as IDENTIFICATION,
  IPV4_LENGTH as MIN_LENGTH,
  MORE_FRAGMENTS,
  OFFSET_MASK,
  IPV4_PROTOCOL as PROTOCOL,
  IPV4_SOURCE as SOURCE,
  IPV4_TOTAL_LENGTH as TOTAL_LENGTH,
  IPV4_TTL as TTL,
} from './header-layout.ts';
import { fragment, ipPayload } from './ip.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

export {
  DESTINATION,
  DONT_FRAGMENT,
  FLAGS_OFFSET,
  IDENTIFICATION,
  MIN_LENGTH,
  MORE_FRAGMENTS,
  OFFSET_MASK,
  SOURCE,
  TTL,
};

const VERSION_IHL = 0;

const version = (view: DataView, at: number): number => view.getUint8(at + VERSION_IHL) >> 4;
/** Header length in bytes; the wire carries it in 32-bit words (IHL). */
export const headerLength = (view: DataView, at: number): number => (view.getUint8(at + VERSION_IHL) & 15) << 2;
/** 0 from segmentation offload: the packet then reaches to the end of the frame. */
export const totalLength = (view: DataView, at: number): number => view.getUint16(at + TOTAL_LENGTH);
export const identification = (view: DataView, at: number): number => view.getUint16(at + IDENTIFICATION);
const dontFragment = (view: DataView, at: number): number =>
  view.getUint16(at + FLAGS_OFFSET) & DONT_FRAGMENT ? 1 : 0;
export const moreFragments = (view: DataView, at: number): number =>
  view.getUint16(at + FLAGS_OFFSET) & MORE_FRAGMENTS ? 1 : 0;
/** In bytes; the wire carries it in units of 8. */
export const fragmentOffset = (view: DataView, at: number): number =>
  (view.getUint16(at + FLAGS_OFFSET) & OFFSET_MASK) << 3;
export const ttl = (view: DataView, at: number): number => view.getUint8(at + TTL);
export const protocol = (view: DataView, at: number): number => view.getUint8(at + PROTOCOL);
const source = (view: DataView, at: number): string => formatIpv4(view.getUint32(at + SOURCE));
const destination = (view: DataView, at: number): string => formatIpv4(view.getUint32(at + DESTINATION));

/** Marks the header at the cursor, options included, and ends the packet where its total length says: padding is no payload. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Ipv4) || !packet.has(MIN_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  const first = view.getUint8(at);
  const length = (first & 15) << 2;
  // A 6 in front is IPv6, whatever the header before called it.
  if (first >> 4 === 6) return Protocol.Ipv6;
  if (first >> 4 !== 4 || length < MIN_LENGTH) return packet.malformed();
  const total = view.getUint16(at + TOTAL_LENGTH);
  if (total !== 0 && total < length) return packet.malformed();
  if (!packet.has(length)) return Protocol.None;
  packet.network(4);
  if (total !== 0) packet.limit(at, total);
  packet.at = at + length;
  const flags = view.getUint16(at + FLAGS_OFFSET);
  const next = view.getUint8(at + PROTOCOL);
  if ((flags & (MORE_FRAGMENTS | OFFSET_MASK)) === 0) return ipPayload(packet, next);
  return fragment(packet, next, flags & OFFSET_MASK);
}

export const definition = {
  id: Protocol.Ipv4,
  name: 'ipv4',
  title: 'Internet Protocol version 4',
  carriedBy: { etherType: [0x0800], linkType: [228], pppProtocol: [0x0021], llcSap: [0x06] },
  fields: {
    version,
    headerLength,
    totalLength,
    identification,
    dontFragment,
    moreFragments,
    fragmentOffset,
    ttl,
    protocol,
    source,
    destination,
  },
  decode,
} satisfies Definition;
