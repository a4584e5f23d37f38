/** TCP header (RFC 9293 §3.1). */
import type { Definition } from './definition.ts';
import {
  TCP_ACKNOWLEDGMENT as ACKNOWLEDGMENT,
  TCP_CHECKSUM as CHECKSUM,
  TCP_DATA_OFFSET as DATA_OFFSET,
  TCP_FLAGS as FLAGS,
  TCP_LENGTH as MIN_LENGTH,
  TCP_SEQUENCE as SEQUENCE,
  TCP_WINDOW as WINDOW,
} from './header-layout.ts';
import { startsHttp } from './http.ts';
import * as IpNumber from './ip-number.ts';
import { byPort, TCP_PORTS } from './next.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';
import { startsTls } from './tls.ts';

export { ACKNOWLEDGMENT, CHECKSUM, FLAGS, MIN_LENGTH, SEQUENCE, WINDOW };

export const SOURCE_PORT = 0;
export const DESTINATION_PORT = 2;

const sourcePort = (view: DataView, at: number): number => view.getUint16(at + SOURCE_PORT);
const destinationPort = (view: DataView, at: number): number => view.getUint16(at + DESTINATION_PORT);
const sequence = (view: DataView, at: number): number => view.getUint32(at + SEQUENCE);
const acknowledgment = (view: DataView, at: number): number => view.getUint32(at + ACKNOWLEDGMENT);
/** Header length in bytes; the wire carries it in 32-bit words (Data Offset). */
export const headerLength = (view: DataView, at: number): number => (view.getUint8(at + DATA_OFFSET) >> 4) << 2;
const flags = (view: DataView, at: number): number => view.getUint8(at + FLAGS);
const window = (view: DataView, at: number): number => view.getUint16(at + WINDOW);
const checksum = (view: DataView, at: number): number => view.getUint16(at + CHECKSUM);

/** Marks the header at the cursor, options included; what follows is known by its first bytes, whatever the port, or by its port. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Tcp) || !packet.has(MIN_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  const length = headerLength(view, at);
  if (length < MIN_LENGTH) return packet.malformed();
  if (!packet.has(length)) return Protocol.None;
  packet.at = at + length;
  packet.payloadLength = packet.wireEnd - packet.at;
  if (packet.end - packet.at < 4) return Protocol.None;
  return payload(packet, at);
}

function payload(packet: Packet, header: number): ProtocolId {
  const { at, view } = packet;
  const word = view.getUint32(at);
  if (startsHttp(word)) return Protocol.Http;
  if (startsTls(word)) return Protocol.Tls;
  return byPort(TCP_PORTS, view.getUint16(header + SOURCE_PORT), view.getUint16(header + DESTINATION_PORT));
}

export const definition = {
  id: Protocol.Tcp,
  name: 'tcp',
  title: 'Transmission Control Protocol',
  carriedBy: { ipProtocol: [IpNumber.Tcp] },
  fields: { sourcePort, destinationPort, sequence, acknowledgment, headerLength, flags, window, checksum },
  decode,
} satisfies Definition;
