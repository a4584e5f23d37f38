/** UDP-Lite header (RFC 3828 §3.1): UDP with a checksum coverage where the length stands. */
import type { Definition } from './definition.ts';
import * as IpNumber from './ip-number.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const HEADER_LENGTH = 8;
const DESTINATION_PORT = 2;
const COVERAGE = 4;
const CHECKSUM = 6;

const sourcePort = (view: DataView, at: number): number => view.getUint16(at);
const destinationPort = (view: DataView, at: number): number => view.getUint16(at + DESTINATION_PORT);
/** Bytes that the checksum protects, from the header's first; 0 is all. */
const checksumCoverage = (view: DataView, at: number): number => view.getUint16(at + COVERAGE);
const checksum = (view: DataView, at: number): number => view.getUint16(at + CHECKSUM);

/** Marks the header at the cursor; the payload is left alone. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.UdpLite) || !packet.has(HEADER_LENGTH)) return Protocol.None;
  packet.at += HEADER_LENGTH;
  packet.payloadLength = packet.wireEnd - packet.at;
  return Protocol.None;
}

export const definition = {
  id: Protocol.UdpLite,
  name: 'udplite',
  title: 'Lightweight User Datagram Protocol',
  carriedBy: { ipProtocol: [IpNumber.UdpLite] },
  fields: { sourcePort, destinationPort, checksumCoverage, checksum },
  decode,
} satisfies Definition;
