/** IGMP message (versions 1 to 3: RFC 1112, RFC 2236 §2, RFC 9776 §4). */
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';
import { ipv4At } from './readers.ts';

const MIN_LENGTH = 8;
const CHECKSUM = 2;
export const GROUP = 4;
/** A version 3 report lists records where the others have a group. */
export const V3_REPORT = 0x22;

export const type = (view: DataView, at: number): number => view.getUint8(at);
/** In tenths of a second, in queries. */
const maxResponseCode = (view: DataView, at: number): number => view.getUint8(at + 1);
const checksum = (view: DataView, at: number): number => view.getUint16(at + CHECKSUM);
const group = (view: DataView, at: number): string => (type(view, at) === V3_REPORT ? '' : ipv4At(view, at + GROUP));

/** Marks the message at the cursor. */
function decode(packet: Packet): ProtocolId {
  packet.control = true;
  if (packet.enter(Protocol.Igmp) && packet.has(MIN_LENGTH)) packet.at += MIN_LENGTH;
  return Protocol.None;
}

export const definition = {
  id: Protocol.Igmp,
  name: 'igmp',
  title: 'Internet Group Management Protocol',
  carriedBy: { ipProtocol: [2] },
  fields: { type, maxResponseCode, checksum, group },
  decode,
} satisfies Definition;
