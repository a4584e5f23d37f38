/** Backbone service instance tag (IEEE 802.1Q-2022 §9.7, formerly 802.1ah): priority and flags, 24 bits of I-SID; the customer's frame follows. */
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const TAG_LENGTH = 4;
const ISID_MASK = 0xffffff;

const isid = (view: DataView, at: number): number => view.getUint32(at) & ISID_MASK;
const priority = (view: DataView, at: number): number => view.getUint8(at) >> 5;

/** Marks the tag at the cursor and goes into the service. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Pbb) || !packet.has(TAG_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  packet.push(Protocol.Pbb, isid(view, at));
  packet.at = at + TAG_LENGTH;
  return Protocol.Ethernet;
}

export const definition = {
  id: Protocol.Pbb,
  name: 'pbb',
  title: 'Provider backbone bridge',
  carriedBy: { etherType: [0x88e7] },
  fields: { isid, priority },
  decode,
} satisfies Definition;
