/** PPP over Ethernet (RFC 2516 §4): version and type, code, session id, payload length. */
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const HEADER_LENGTH = 6;
const CODE = 1;
const SESSION_ID = 2;
const LENGTH = 4;
/** Version 1, type 1: the only ones. */
const VERSION_TYPE = 0x11;
/** Code of a session's frames; discovery has the others. */
const SESSION_DATA = 0;

const code = (view: DataView, at: number): number => view.getUint8(at + CODE);
const sessionId = (view: DataView, at: number): number => view.getUint16(at + SESSION_ID);
/** Bytes behind this header. */
const payloadLength = (view: DataView, at: number): number => view.getUint16(at + LENGTH);

/** Marks the header at the cursor and goes into the session. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Pppoe) || !packet.has(HEADER_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  if (view.getUint8(at) !== VERSION_TYPE) return packet.malformed();
  packet.limit(at, HEADER_LENGTH + payloadLength(view, at));
  packet.at = at + HEADER_LENGTH;
  if (code(view, at) !== SESSION_DATA) return Protocol.None;
  packet.push(Protocol.Pppoe, sessionId(view, at));
  return Protocol.Ppp;
}

export const definition = {
  id: Protocol.Pppoe,
  name: 'pppoe',
  title: 'PPP over Ethernet',
  carriedBy: { etherType: [0x8863, 0x8864], linkType: [51] },
  fields: { code, sessionId, payloadLength },
  decode,
} satisfies Definition;
