/**
 * ERSPAN header (draft-foschiano-erspan-03 §4): a mirrored frame in GRE. Type I has no header at all and is told by GRE's missing sequence
 * number; type II has 8 bytes, type III 12 and perhaps 8 more.
 */
import type { Definition } from './definition.ts';
import { flags, SEQUENCE_PRESENT } from './gre.ts';
import { byIpVersion } from './ip.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const TYPE_II = 1;
const TYPE_III = 2;
const TYPE_II_LENGTH = 8;
const TYPE_III_LENGTH = 12;
const SUBHEADER_LENGTH = 8;
const SESSION = 2;
const SESSION_MASK = 0x03ff;
const VLAN_MASK = 0x0fff;
/** Last byte of a type III header: the optional subheader follows. */
const OPTIONAL = 11;
/** 16 bits at 10: P, frame type (5 bits) … */
const FRAME_TYPE = 10;
const FRAME_IS_IP = 2;

/** 1 is type II, 2 is type III. */
const version = (view: DataView, at: number): number => view.getUint8(at) >> 4;
const vlan = (view: DataView, at: number): number => view.getUint16(at) & VLAN_MASK;
const sessionId = (view: DataView, at: number): number => view.getUint16(at + SESSION) & SESSION_MASK;

/** Marks the header at the cursor and goes into the mirrored frame. */
function decode(packet: Packet): ProtocolId {
  const { at, view } = packet;
  const bare = isBare(packet, packet.count);
  if (!packet.enter(Protocol.Erspan)) return Protocol.None;
  if (bare) return mirrored(packet, -1, 0);
  if (!packet.has(TYPE_II_LENGTH)) return Protocol.None;
  if (version(view, at) === TYPE_II) return mirrored(packet, sessionId(view, at), TYPE_II_LENGTH);
  return version(view, at) === TYPE_III ? typeThree(packet) : packet.malformed();
}

/** True for type I, behind a GRE header without sequence number; `layer` is that of ERSPAN. */
const isBare = ({ view, starts }: Packet, layer: number): boolean =>
  layer > 0 && (flags(view, starts[layer - 1]) & SEQUENCE_PRESENT) === 0;

/** Session of the whole ERSPAN header that is a layer of the packet; −1 for type I, which has none. */
export const sessionOf = (packet: Packet, layer: number): number =>
  isBare(packet, layer) ? -1 : sessionId(packet.view, packet.starts[layer]);

function typeThree(packet: Packet): ProtocolId {
  const { at, view } = packet;
  if (!packet.has(TYPE_III_LENGTH)) return Protocol.None;
  const length = TYPE_III_LENGTH + (view.getUint8(at + OPTIONAL) & 1) * SUBHEADER_LENGTH;
  if (!packet.has(length)) return Protocol.None;
  const frame = mirrored(packet, sessionId(view, at), length);
  const isIp = ((view.getUint8(at + FRAME_TYPE) >> 2) & 31) === FRAME_IS_IP;
  if (!isIp) return frame;
  return packet.has(1) ? byIpVersion(view, packet.at) : Protocol.None;
}

function mirrored(packet: Packet, session: number, length: number): ProtocolId {
  packet.push(Protocol.Erspan, session);
  packet.at += length;
  return Protocol.Ethernet;
}

export const definition = {
  id: Protocol.Erspan,
  name: 'erspan',
  title: 'Encapsulated Remote Switched Port Analyzer',
  carriedBy: { greProtocol: [0x88be, 0x22eb] },
  fields: { version, vlan, sessionId },
  decode,
} satisfies Definition;
