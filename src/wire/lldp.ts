/** LLDP data unit (IEEE 802.1AB-2016 §8.2): TLVs, the first of them a chassis id. Named only. */
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

/** TLV header, chassis id subtype and at least one byte of it. */
const MIN_LENGTH = 4;
const CHASSIS_ID = 1;
const TYPE_SHIFT = 9;
const SUBTYPE = 2;

/** 4 is a MAC address, 5 a network address, 7 a name of the owner's. */
const chassisIdSubtype = (view: DataView, at: number): number => view.getUint8(at + SUBTYPE);

/** Marks the unit at the cursor. */
function decode(packet: Packet): ProtocolId {
  const { at, view } = packet;
  if (packet.end - at < MIN_LENGTH || view.getUint16(at) >> TYPE_SHIFT !== CHASSIS_ID) return Protocol.None;
  if (!packet.enter(Protocol.Lldp)) return Protocol.None;
  packet.control = true;
  packet.at = at + MIN_LENGTH;
  return Protocol.None;
}

export const definition = {
  id: Protocol.Lldp,
  name: 'lldp',
  title: 'Link Layer Discovery Protocol',
  carriedBy: { etherType: [0x88cc] },
  fields: { chassisIdSubtype },
  decode,
} satisfies Definition;
