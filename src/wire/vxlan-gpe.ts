/** VXLAN-GPE header (draft-ietf-nvo3-vxlan-gpe-13 §3): VXLAN with a next protocol. Entered only when its shape fits: 4790 is in use for other things. */
import type { Definition } from './definition.ts';
import { GPE_LENGTH as HEADER_LENGTH, GPE_SHAPE as SHAPE, GPE_SHAPE_MASK as SHAPE_MASK } from './header-layout.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const NEXT_PROTOCOL = 3;
const VNI = 4;
/** P flag: the next protocol field is meant. */
const NEXT_PRESENT = 0x04;
/** By next protocol; without the P flag, an Ethernet frame follows as in VXLAN. */
const NEXT: readonly ProtocolId[] = [
  Protocol.Ethernet,
  Protocol.Ipv4,
  Protocol.Ipv6,
  Protocol.Ethernet,
  Protocol.Nsh,
  Protocol.Mpls,
];

const flags = (view: DataView, at: number): number => view.getUint8(at);
/** 1 IPv4, 2 IPv6, 3 Ethernet, 4 NSH, 5 MPLS. */
const nextProtocol = (view: DataView, at: number): number => view.getUint8(at + NEXT_PROTOCOL);
const vni = (view: DataView, at: number): number => view.getUint32(at + VNI) >>> 8;

/** Marks the header at the cursor and goes into the segment. */
function decode(packet: Packet): ProtocolId {
  const { at, view } = packet;
  if (packet.end - at < HEADER_LENGTH || (view.getUint32(at) & SHAPE_MASK) !== SHAPE) return Protocol.None;
  const next = nextProtocol(view, at);
  if (next >= NEXT.length || (next === 0) !== ((flags(view, at) & NEXT_PRESENT) === 0)) return Protocol.None;
  if (!packet.enter(Protocol.VxlanGpe)) return Protocol.None;
  packet.push(Protocol.VxlanGpe, vni(view, at));
  packet.at = at + HEADER_LENGTH;
  return NEXT[next];
}

export const definition = {
  id: Protocol.VxlanGpe,
  name: 'vxlan-gpe',
  title: 'VXLAN Generic Protocol Extension',
  carriedBy: { udpPort: [4790] },
  fields: { flags, nextProtocol, vni },
  decode,
} satisfies Definition;
