/** PPP frame (RFC 1661 §2; framing bytes: RFC 1662 §3.1), with or without address and control bytes, in any of its link types. */
import type { Definition } from './definition.ts';
import { PPP_PROTOCOLS } from './next.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const ADDRESS_CONTROL = 0xff03;
const CONTROL = 0x03;
/** Address bytes of Cisco's HDLC, which LINKTYPE_PPP_HDLC also carries. */
const CHDLC_UNICAST = 0x0f00;
const CHDLC_MULTICAST = 0x8f00;

const protocol = (view: DataView, at: number): number => protocolAt(view, at + framing(view, at, view.byteLength));

/** Marks the frame at the cursor and goes on by its protocol number. */
function decode(packet: Packet): ProtocolId {
  const { at, view } = packet;
  if (packet.end - at >= 2 && isChdlc(view.getUint16(at))) return Protocol.Chdlc;
  if (!packet.enter(Protocol.Ppp)) return Protocol.None;
  const start = framing(view, at, packet.end);
  if (!packet.has(start + 1)) return Protocol.None;
  const length = start + (isCompressed(view, at + start) ? 1 : 2);
  if (!packet.has(length)) return Protocol.None;
  packet.at = at + length;
  return PPP_PROTOCOLS[protocolAt(view, at + start)] as ProtocolId;
}

const isChdlc = (word: number): boolean => word === CHDLC_UNICAST || word === CHDLC_MULTICAST;

/**
 * Bytes before the protocol number. A first byte of 0 or 1 is a direction (LINKTYPE_PPP_WITH_DIR puts it before the frame, LINKTYPE_PPP_PPPD in
 * place of the address) when what follows can only be framing.
 */
function framing(view: DataView, at: number, end: number): number {
  if (end - at < 2) return 0;
  if (view.getUint16(at) === ADDRESS_CONTROL) return 2;
  if (view.getUint8(at) > 1) return 0;
  if (view.getUint8(at + 1) === CONTROL) return 2;
  return end - at >= 3 && view.getUint16(at + 1) === ADDRESS_CONTROL ? 3 : 0;
}

/** RFC 1661 §6.5: only the last byte of a protocol number is odd, so an odd first byte is the whole number. */
const isCompressed = (view: DataView, at: number): boolean => (view.getUint8(at) & 1) === 1;

const protocolAt = (view: DataView, at: number): number =>
  isCompressed(view, at) ? view.getUint8(at) : view.getUint16(at);

export const definition = {
  id: Protocol.Ppp,
  name: 'ppp',
  title: 'Point-to-Point Protocol',
  carriedBy: { linkType: [9, 50, 166, 204], greProtocol: [0x880b] },
  fields: { protocol },
  decode,
} satisfies Definition;
