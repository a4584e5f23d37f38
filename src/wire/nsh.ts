/** Network Service Header (RFC 8300 §2.2): base header, service path header, contexts. */
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const MIN_LENGTH = 8;
const NEXT_PROTOCOL = 3;
const SERVICE_PATH = 4;
const SERVICE_INDEX = 7;
const LENGTH_MASK = 0x3f;
/** By IANA NSH next protocol. */
const NEXT: readonly ProtocolId[] = [
  Protocol.None,
  Protocol.Ipv4,
  Protocol.Ipv6,
  Protocol.Ethernet,
  Protocol.Nsh,
  Protocol.Mpls,
];

const version = (view: DataView, at: number): number => view.getUint8(at) >> 6;
/** In bytes; the wire counts 4-byte words. */
const headerLength = (view: DataView, at: number): number => (view.getUint8(at + 1) & LENGTH_MASK) << 2;
/** 1 IPv4, 2 IPv6, 3 Ethernet, 4 NSH, 5 MPLS. */
const nextProtocol = (view: DataView, at: number): number => view.getUint8(at + NEXT_PROTOCOL);
const servicePath = (view: DataView, at: number): number => view.getUint32(at + SERVICE_PATH) >>> 8;
const serviceIndex = (view: DataView, at: number): number => view.getUint8(at + SERVICE_INDEX);

/** Marks the header at the cursor and goes on to what is served. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Nsh) || !packet.has(MIN_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  const length = headerLength(view, at);
  if (version(view, at) !== 0 || length < MIN_LENGTH) return packet.malformed();
  if (!packet.has(length)) return Protocol.None;
  packet.at = at + length;
  const next = nextProtocol(view, at);
  return next < NEXT.length ? NEXT[next] : Protocol.None;
}

export const definition = {
  id: Protocol.Nsh,
  name: 'nsh',
  title: 'Network Service Header',
  carriedBy: { etherType: [0x894f] },
  fields: { version, headerLength, nextProtocol, servicePath, serviceIndex },
  decode,
} satisfies Definition;
