/** ICMP message (RFC 792). The packet that an error quotes is not decoded: its headers are no part of this one. */
import type { Definition } from './definition.ts';
import { ECHO, ECHO_REPLY, ICMP_LENGTH as HEADER_LENGTH } from './header-layout.ts';
import * as IpNumber from './ip-number.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

/** IANA ICMP types. */
export const IcmpType = {
  EchoReply: ECHO_REPLY,
  Unreachable: 3,
  SourceQuench: 4,
  Redirect: 5,
  Echo: ECHO,
  TimeExceeded: 11,
  ParameterProblem: 12,
} as const;
/** Code of an unreachable message that reports the next hop's MTU (RFC 1191 §4). */
export const FRAGMENTATION_NEEDED = 4;

export { HEADER_LENGTH };

const CODE = 1;
const CHECKSUM = 2;
const ECHO_ID = 4;
const SEQUENCE = 6;
const NEXT_HOP_MTU = 6;

export const type = (view: DataView, at: number): number => view.getUint8(at);
export const code = (view: DataView, at: number): number => view.getUint8(at + CODE);
export const checksum = (view: DataView, at: number): number => view.getUint16(at + CHECKSUM);
/** Only in echo messages. */
export const echoId = (view: DataView, at: number): number => view.getUint16(at + ECHO_ID);
/** Only in echo messages. */
export const echoSequence = (view: DataView, at: number): number => view.getUint16(at + SEQUENCE);
/** Only in "fragmentation needed"; 0 from routers older than RFC 1191. */
export const nextHopMtu = (view: DataView, at: number): number => view.getUint16(at + NEXT_HOP_MTU);
const rest = (view: DataView, at: number): number => view.getUint32(at + ECHO_ID);

/** Start of the IPv4 header that an error message quotes, −1 when the message is no error. */
export function quotedAt(view: DataView, at: number): number {
  switch (type(view, at)) {
    case IcmpType.Unreachable:
    case IcmpType.SourceQuench:
    case IcmpType.Redirect:
    case IcmpType.TimeExceeded:
    case IcmpType.ParameterProblem:
      return at + HEADER_LENGTH;
    default:
      return -1;
  }
}

/** Marks the message at the cursor; plain echoes are flows like any other. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Icmp) || !packet.has(HEADER_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  const kind = type(view, at);
  if (kind !== IcmpType.Echo && kind !== IcmpType.EchoReply) packet.control = true;
  packet.at = at + HEADER_LENGTH;
  return Protocol.None;
}

export const definition = {
  id: Protocol.Icmp,
  name: 'icmp',
  title: 'Internet Control Message Protocol',
  carriedBy: { ipProtocol: [IpNumber.Icmp] },
  fields: { type, code, checksum, rest },
  decode,
} satisfies Definition;
