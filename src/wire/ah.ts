/** IP Authentication Header (RFC 4302 §2): the packet behind it is readable. */
import type { Definition } from './definition.ts';
import { ipPayload, lostTransport } from './ip.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const MIN_LENGTH = 12;
const SPI = 4;
const SEQUENCE = 8;

const nextHeader = (view: DataView, at: number): number => view.getUint8(at);
/** In bytes; the wire counts 32-bit words and leaves two out. */
const headerLength = (view: DataView, at: number): number => (view.getUint8(at + 1) + 2) << 2;
const spi = (view: DataView, at: number): number => view.getUint32(at + SPI);
const sequence = (view: DataView, at: number): number => view.getUint32(at + SEQUENCE);

/** Marks the header at the cursor, integrity check value included. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Ah) || !packet.has(MIN_LENGTH)) return lostTransport(packet);
  const { at, view } = packet;
  const length = headerLength(view, at);
  if (length < MIN_LENGTH) packet.malformed();
  else if (packet.has(length)) {
    packet.at = at + length;
    return ipPayload(packet, nextHeader(view, at));
  }
  return lostTransport(packet);
}

export const definition = {
  id: Protocol.Ah,
  name: 'ah',
  title: 'IP Authentication Header',
  carriedBy: { ipProtocol: [51] },
  fields: { nextHeader, headerLength, spi, sequence },
  decode,
} satisfies Definition;
