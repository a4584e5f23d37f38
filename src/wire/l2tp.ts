/** L2TP version 2 header (RFC 2661 §3.1). Entered only when the version is right: port 1701 is in use for other things. */
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

/** Flags, tunnel and session. */
const MIN_LENGTH = 6;
/** Flag bits of the first word; each field they announce is counted below. */
const CONTROL = 0x8000;
const LENGTH_PRESENT = 0x4000;
const SEQUENCE_PRESENT = 0x0800;
const OFFSET_PRESENT = 0x0200;
const VERSION_MASK = 0x000f;

const flags = (view: DataView, at: number): number => view.getUint16(at);
const version = (view: DataView, at: number): number => flags(view, at) & VERSION_MASK;
const idsAt = (view: DataView, at: number): number => at + 2 + lengthField(flags(view, at));
const tunnelId = (view: DataView, at: number): number => view.getUint16(idsAt(view, at));
const sessionId = (view: DataView, at: number): number => view.getUint16(idsAt(view, at) + 2);

/** Tunnel and session as one number of 32 bits; −1 for control messages, which belong to no session. */
export const sessionKey = (view: DataView, at: number): number =>
  (flags(view, at) & CONTROL) === 0 ? view.getUint32(idsAt(view, at)) : -1;

/** Marks the header at the cursor; data messages lead into their PPP session, tunnel and session making one id of 32 bits. */
function decode(packet: Packet): ProtocolId {
  const { at, view } = packet;
  if (packet.end - at < 2) return Protocol.None;
  const bits = flags(view, at);
  if ((bits & VERSION_MASK) === 3) return Protocol.L2tpv3;
  if ((bits & VERSION_MASK) !== 2 || !packet.enter(Protocol.L2tp)) return Protocol.None;
  const length = MIN_LENGTH + lengthField(bits) + sequenceFields(bits) + offsetField(bits);
  if (!packet.has(length)) return Protocol.None;
  packet.at = at + length;
  return (bits & CONTROL) === 0 ? session(packet, at, bits) : Protocol.None;
}

function session(packet: Packet, header: number, bits: number): ProtocolId {
  const { at, view } = packet;
  const padding = offsetField(bits) === 0 ? 0 : view.getUint16(at - 2);
  if (!packet.has(padding)) return Protocol.None;
  packet.push(Protocol.L2tp, sessionKey(view, header));
  packet.at = at + padding;
  return packet.at < packet.end ? Protocol.Ppp : Protocol.None;
}

const lengthField = (bits: number): number => (bits & LENGTH_PRESENT ? 2 : 0);
/** Ns and Nr. */
const sequenceFields = (bits: number): number => (bits & SEQUENCE_PRESENT ? 4 : 0);
const offsetField = (bits: number): number => (bits & OFFSET_PRESENT ? 2 : 0);

export const definition = {
  id: Protocol.L2tp,
  name: 'l2tp',
  title: 'Layer Two Tunneling Protocol version 2',
  carriedBy: { udpPort: [1701] },
  fields: { flags, version, tunnelId, sessionId },
  decode,
} satisfies Definition;
