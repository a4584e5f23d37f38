/** IP Encapsulating Security Payload (RFC 4303 §2): all behind the two numbers is encrypted. */
import type { Definition } from './definition.ts';
import * as IpNumber from './ip-number.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const HEADER_LENGTH = 8;
const SEQUENCE = 4;

const spi = (view: DataView, at: number): number => view.getUint32(at);
const sequence = (view: DataView, at: number): number => view.getUint32(at + SEQUENCE);

/** Marks the header at the cursor. */
function decode(packet: Packet): ProtocolId {
  packet.tunneled = true;
  if (packet.enter(Protocol.Esp) && packet.has(HEADER_LENGTH)) packet.at += HEADER_LENGTH;
  return Protocol.None;
}

export const definition = {
  id: Protocol.Esp,
  name: 'esp',
  title: 'IP Encapsulating Security Payload',
  carriedBy: { ipProtocol: [IpNumber.Esp] },
  fields: { spi, sequence },
  decode,
} satisfies Definition;
