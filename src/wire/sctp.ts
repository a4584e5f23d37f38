/** SCTP common header (RFC 9260 §3.1). */
import type { Definition } from './definition.ts';
import * as IpNumber from './ip-number.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const HEADER_LENGTH = 12;
const DESTINATION_PORT = 2;
const VERIFICATION_TAG = 4;
const CHECKSUM = 8;

const sourcePort = (view: DataView, at: number): number => view.getUint16(at);
const destinationPort = (view: DataView, at: number): number => view.getUint16(at + DESTINATION_PORT);
const verificationTag = (view: DataView, at: number): number => view.getUint32(at + VERIFICATION_TAG);
/** CRC-32c. */
const checksum = (view: DataView, at: number): number => view.getUint32(at + CHECKSUM);

/** Marks the header at the cursor; chunks are left alone. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Sctp) || !packet.has(HEADER_LENGTH)) return Protocol.None;
  packet.at += HEADER_LENGTH;
  packet.payloadLength = packet.wireEnd - packet.at;
  return Protocol.None;
}

export const definition = {
  id: Protocol.Sctp,
  name: 'sctp',
  title: 'Stream Control Transmission Protocol',
  carriedBy: { ipProtocol: [IpNumber.Sctp] },
  fields: { sourcePort, destinationPort, verificationTag, checksum },
  decode,
} satisfies Definition;
