/** ICMPv6 message (RFC 4443 §2.1), neighbour discovery (RFC 4861 §4) included. What an error quotes is not decoded. */
import type { Definition } from './definition.ts';
import { ECHO_REPLY_6, ECHO_REQUEST_6, ICMP_LENGTH as HEADER_LENGTH } from './header-layout.ts';
import * as IpNumber from './ip-number.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

/** IANA ICMPv6 types; below 128 are errors. */
export const Icmpv6Type = {
  Unreachable: 1,
  PacketTooBig: 2,
  TimeExceeded: 3,
  ParameterProblem: 4,
  EchoRequest: ECHO_REQUEST_6,
  EchoReply: ECHO_REPLY_6,
  RouterSolicitation: 133,
  RouterAdvertisement: 134,
  NeighborSolicitation: 135,
  NeighborAdvertisement: 136,
  Redirect: 137,
} as const;

export { HEADER_LENGTH };

const FIRST_INFORMATIONAL = 128;
const CODE = 1;
const CHECKSUM = 2;
const BODY = 4;
const SEQUENCE = 6;
const TARGET = 8;
/** Header and target address, in solicitations and advertisements. */
const NEIGHBOR_LENGTH = 24;
/** Neighbor discovery option types (RFC 4861 §4.6.1): the link-layer addresses of sender and target. */
export const SOURCE_LINK_ADDRESS = 1;
export const TARGET_LINK_ADDRESS = 2;
/** Options come in units of 8 bytes; a station address fits the first. */
const OPTION_UNIT = 8;
/** More options than any host sends; each is at least 8 bytes. */
const MAX_OPTIONS = 16;

export const type = (view: DataView, at: number): number => view.getUint8(at);
export const code = (view: DataView, at: number): number => view.getUint8(at + CODE);
const checksum = (view: DataView, at: number): number => view.getUint16(at + CHECKSUM);
/** Only in echo messages. */
export const echoId = (view: DataView, at: number): number => view.getUint16(at + BODY);
/** Only in echo messages. */
export const echoSequence = (view: DataView, at: number): number => view.getUint16(at + SEQUENCE);
/** Only in "packet too big". */
export const nextHopMtu = (view: DataView, at: number): number => view.getUint32(at + BODY);
/** Only in neighbor advertisements: R, S and O in the upper three bits (RFC 4861 §4.4). */
export const neighborFlags = (view: DataView, at: number): number => view.getUint8(at + BODY);
const rest = (view: DataView, at: number): number => view.getUint32(at + BODY);

/** Start of the IPv6 header that an error message quotes, −1 when the message is no error. */
export const quotedAt = (view: DataView, at: number): number =>
  type(view, at) < FIRST_INFORMATIONAL ? at + HEADER_LENGTH : -1;

/** Start of the address that a neighbor solicitation or advertisement asks or tells about, −1 when there is none before `end`. */
export function neighborTargetAt(view: DataView, at: number, end: number): number {
  return isNeighbor(type(view, at)) && end - at >= NEIGHBOR_LENGTH ? at + TARGET : -1;
}

/** Start of the station address in a neighbor message's option of this type, −1 when there is none before `end`. */
export function linkAddressAt(view: DataView, at: number, end: number, option: number): number {
  if (!isNeighbor(type(view, at))) return -1;
  let cursor = at + NEIGHBOR_LENGTH;
  for (let i = 0; i < MAX_OPTIONS && end - cursor >= OPTION_UNIT; i++) {
    const units = view.getUint8(cursor + 1);
    if (units === 0) return -1;
    if (view.getUint8(cursor) === option) return units === 1 ? cursor + 2 : -1;
    cursor += units * OPTION_UNIT;
  }
  return -1;
}

const isNeighbor = (kind: number): boolean =>
  kind === Icmpv6Type.NeighborSolicitation || kind === Icmpv6Type.NeighborAdvertisement;

/** Marks the message at the cursor; plain echoes are flows like any other. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Icmpv6) || !packet.has(HEADER_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  const kind = type(view, at);
  if (kind !== Icmpv6Type.EchoRequest && kind !== Icmpv6Type.EchoReply) packet.control = true;
  packet.at = at + HEADER_LENGTH;
  return Protocol.None;
}

export const definition = {
  id: Protocol.Icmpv6,
  name: 'icmpv6',
  title: 'Internet Control Message Protocol version 6',
  carriedBy: { ipProtocol: [IpNumber.Icmpv6] },
  fields: { type, code, checksum, rest },
  decode,
} satisfies Definition;
