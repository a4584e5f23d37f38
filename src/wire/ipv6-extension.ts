/** IPv6 extension headers with a length in units of 8 bytes (RFC 8200 §4): hop-by-hop, routing, destination options, mobility, HIP, shim6. */
import type { Definition } from './definition.ts';
import { ipPayload, lostTransport } from './ip.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const MIN_LENGTH = 8;

const nextHeader = (view: DataView, at: number): number => view.getUint8(at);
const headerLength = (view: DataView, at: number): number => (view.getUint8(at + 1) + 1) << 3;

/** Marks the header at the cursor and goes on to what it names. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Ipv6Extension) || !packet.has(MIN_LENGTH)) return lostTransport(packet);
  const { at, view } = packet;
  const length = headerLength(view, at);
  if (!packet.has(length)) return lostTransport(packet);
  packet.at = at + length;
  return ipPayload(packet, nextHeader(view, at));
}

export const definition = {
  id: Protocol.Ipv6Extension,
  name: 'ipv6-extension',
  title: 'IPv6 extension header',
  carriedBy: { ipProtocol: [0, 43, 60, 135, 139, 140] },
  fields: { nextHeader, headerLength },
  decode,
} satisfies Definition;
