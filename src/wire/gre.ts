/** GRE header (RFC 2784 §2.1, keys and sequence numbers: RFC 2890 §2, routing: RFC 1701; version 1, for PPTP: RFC 2637 §4.1). */
import type { Definition } from './definition.ts';
import * as IpNumber from './ip-number.ts';
import { byGreProtocol } from './next.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const BASE_LENGTH = 4;
const TYPE = 2;
/** Checksum, routing, key, sequence, acknowledgment (version 1) present, each a field of 4 bytes. */
const CHECKSUM_PRESENT = 0x8000;
const ROUTING_PRESENT = 0x4000;
const KEY_PRESENT = 0x2000;
export const SEQUENCE_PRESENT = 0x1000;
const ACKNOWLEDGMENT_PRESENT = 0x0080;
const VERSION_MASK = 7;
const FIELD_LENGTH = 4;
/** Halves of the key field in version 1. */
const PAYLOAD_LENGTH = 4;
const CALL_ID = 6;
/** Source route entries: address family, offset, length. One of no length ends them. */
const ROUTE_HEADER = 4;
const ROUTE_LENGTH = 3;

export const flags = (view: DataView, at: number): number => view.getUint16(at);
const version = (view: DataView, at: number): number => flags(view, at) & VERSION_MASK;
const type = (view: DataView, at: number): number => view.getUint16(at + TYPE);
/** −1 without one; in version 1 the call id alone, for the payload length shares the field. */
export const key = (view: DataView, at: number): number => {
  const bits = flags(view, at);
  if ((bits & KEY_PRESENT) === 0) return -1;
  if ((bits & VERSION_MASK) === 1) return view.getUint16(at + CALL_ID);
  return view.getUint32(at + BASE_LENGTH + checksumLength(bits));
};

/** One past the optional fields of version 0: where source routes begin, when there are any. */
export function routesStart(view: DataView, at: number): number {
  const bits = flags(view, at);
  return at + BASE_LENGTH + checksumLength(bits) + keyLength(bits) + sequenceLength(bits);
}

/** Marks the header at the cursor, its optional fields included, and goes into the tunnel. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Gre) || !packet.has(BASE_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  const bits = flags(view, at);
  if ((bits & VERSION_MASK) === 1) return enhanced(packet, bits);
  if ((bits & VERSION_MASK) !== 0) return packet.malformed();
  const start = routesStart(view, at);
  if (!packet.has(start - at)) return Protocol.None;
  packet.push(Protocol.Gre, key(view, at));
  packet.at = start;
  if ((bits & ROUTING_PRESENT) !== 0 && !skipRoutes(packet)) return Protocol.None;
  return byGreProtocol(type(view, at));
}

/** Version 1: the key is payload length and call id. Packets that only acknowledge have a payload length of 0. */
function enhanced(packet: Packet, bits: number): ProtocolId {
  const { at, view } = packet;
  if ((bits & KEY_PRESENT) === 0) return packet.malformed();
  const length = BASE_LENGTH + FIELD_LENGTH + sequenceLength(bits) + (bits & ACKNOWLEDGMENT_PRESENT ? FIELD_LENGTH : 0);
  if (!packet.has(length)) return Protocol.None;
  packet.push(Protocol.Gre, key(view, at));
  packet.at = at + length;
  return view.getUint16(at + PAYLOAD_LENGTH) === 0 ? Protocol.None : byGreProtocol(type(view, at));
}

/** Moves the cursor behind the source routes; each takes at least 4 bytes, so the packet's end bounds the loop. */
function skipRoutes(packet: Packet): boolean {
  const { view } = packet;
  for (;;) {
    if (!packet.has(ROUTE_HEADER)) return false;
    const length = view.getUint8(packet.at + ROUTE_LENGTH);
    if (!packet.has(ROUTE_HEADER + length)) return false;
    packet.at += ROUTE_HEADER + length;
    if (length === 0) return true;
  }
}

/** Routing makes room for the checksum and the offset beside it as well. */
const checksumLength = (bits: number): number => (bits & (CHECKSUM_PRESENT | ROUTING_PRESENT) ? FIELD_LENGTH : 0);
const keyLength = (bits: number): number => (bits & KEY_PRESENT ? FIELD_LENGTH : 0);
const sequenceLength = (bits: number): number => (bits & SEQUENCE_PRESENT ? FIELD_LENGTH : 0);

export const definition = {
  id: Protocol.Gre,
  name: 'gre',
  title: 'Generic Routing Encapsulation',
  carriedBy: { ipProtocol: [IpNumber.Gre] },
  fields: { flags, version, type, key },
  decode,
} satisfies Definition;
