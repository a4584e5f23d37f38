/** UDP header (RFC 768). */
import type { Definition } from './definition.ts';
import { UDP_CHECKSUM as CHECKSUM, UDP_LENGTH as HEADER_LENGTH, UDP_LENGTH_FIELD as LENGTH } from './header-layout.ts';
import * as IpNumber from './ip-number.ts';
import { byPort } from './next.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';
import { looksLikeVxlan } from './vxlan.ts';
import { looksLikeHandshake } from './wireguard.ts';

export { CHECKSUM, HEADER_LENGTH };

const SOURCE_PORT = 0;
const DESTINATION_PORT = 2;

export const sourcePort = (view: DataView, at: number): number => view.getUint16(at + SOURCE_PORT);
export const destinationPort = (view: DataView, at: number): number => view.getUint16(at + DESTINATION_PORT);
/** Header and payload in bytes; 0 for a jumbogram (RFC 2675) or from segmentation offload. */
const length = (view: DataView, at: number): number => view.getUint16(at + LENGTH);
/** 0 when the sender computed none. */
const checksum = (view: DataView, at: number): number => view.getUint16(at + CHECKSUM);

/** Marks the header at the cursor; the payload is known by either port, else by its shape. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Udp) || !packet.has(HEADER_LENGTH)) return Protocol.None;
  const { at, view, udpPorts } = packet;
  const claimed = view.getUint16(at + LENGTH);
  if (claimed !== 0 && claimed < HEADER_LENGTH) return packet.malformed();
  if (claimed !== 0) packet.limit(at, claimed);
  packet.at = at + HEADER_LENGTH;
  packet.payloadLength = packet.wireEnd - packet.at;
  const known = byPort(udpPorts, view.getUint16(at + SOURCE_PORT), view.getUint16(at + DESTINATION_PORT));
  return known || byShape(packet);
}

/** Tunnels on ports of their own choice: only those whose header leaves no doubt. */
function byShape(packet: Packet): ProtocolId {
  if (looksLikeVxlan(packet)) return Protocol.Vxlan;
  return looksLikeHandshake(packet) ? Protocol.Wireguard : Protocol.None;
}

export const definition = {
  id: Protocol.Udp,
  name: 'udp',
  title: 'User Datagram Protocol',
  carriedBy: { ipProtocol: [IpNumber.Udp] },
  fields: { sourcePort, destinationPort, length, checksum },
  decode,
} satisfies Definition;
