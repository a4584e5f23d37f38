/** IPv6 fragment header (RFC 8200 §4.5). */
import type { Definition } from './definition.ts';
import { fragment, ipPayload, lostTransport } from './ip.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

/** This header's own protocol number. */
const IP_NUMBER = 44;
export const HEADER_LENGTH = 8;
const OFFSET_FLAGS = 2;
const IDENTIFICATION = 4;
const OFFSET_MASK = 0xfff8;
const MORE_FRAGMENTS = 1;

export const nextHeader = (view: DataView, at: number): number => view.getUint8(at);
/** In bytes: the wire's units of 8 stand in the upper 13 bits. */
export const fragmentOffset = (view: DataView, at: number): number => view.getUint16(at + OFFSET_FLAGS) & OFFSET_MASK;
export const moreFragments = (view: DataView, at: number): number => view.getUint16(at + OFFSET_FLAGS) & MORE_FRAGMENTS;
export const identification = (view: DataView, at: number): number => view.getUint32(at + IDENTIFICATION);

/**
 * Marks the header at the cursor; an atomic fragment (RFC 6946) is a whole packet. Evaders chain hundreds of those: they make one layer.
 */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Ipv6Fragment)) return lostTransport(packet);
  const { view } = packet;
  for (;;) {
    if (!packet.has(HEADER_LENGTH)) return lostTransport(packet);
    const { at } = packet;
    packet.at = at + HEADER_LENGTH;
    const next = nextHeader(view, at);
    if (!isAtomic(view, at)) return fragment(packet, next, fragmentOffset(view, at));
    if (next !== IP_NUMBER) return ipPayload(packet, next);
  }
}

/** Offset zero and nothing more to come. */
const isAtomic = (view: DataView, at: number): boolean =>
  (view.getUint16(at + OFFSET_FLAGS) & (OFFSET_MASK | MORE_FRAGMENTS)) === 0;

export const definition = {
  id: Protocol.Ipv6Fragment,
  name: 'ipv6-fragment',
  title: 'IPv6 fragment header',
  carriedBy: { ipProtocol: [IP_NUMBER] },
  fields: { nextHeader, fragmentOffset, moreFragments, identification },
  decode,
} satisfies Definition;
