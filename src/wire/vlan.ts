/** VLAN tag (IEEE 802.1Q-2022 §9): TPID 0x8100, 0x88a8 (802.1ad service tag) or 0x9100, then TCI = PCP, DEI, VID. The TPID stands in the header before. */
import type { Definition } from './definition.ts';
import { lengthEncapsulated } from './ethernet.ts';
import { TAG_LENGTH, TAG_TYPE as TYPE, VID_MASK } from './header-layout.ts';
import { byEtherType } from './next.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const TCI = 0;
const MIN_TYPE = 0x0600;

const vid = (view: DataView, at: number): number => view.getUint16(at + TCI) & VID_MASK;
const priority = (view: DataView, at: number): number => view.getUint16(at + TCI) >> 13;
const type = (view: DataView, at: number): number => view.getUint16(at + TYPE);

/** Marks the tag at the cursor and goes one VLAN further in. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Vlan) || !packet.has(TAG_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  packet.tag(Protocol.Vlan, vid(view, at));
  packet.at = at + TAG_LENGTH;
  const etherType = type(view, at);
  return etherType >= MIN_TYPE ? byEtherType(etherType) : lengthEncapsulated(packet, etherType);
}

export const definition = {
  id: Protocol.Vlan,
  name: 'vlan',
  title: 'IEEE 802.1Q VLAN tag',
  carriedBy: { etherType: [0x8100, 0x88a8, 0x9100] },
  fields: { vid, priority, type },
  decode,
} satisfies Definition;
