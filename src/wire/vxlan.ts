/** VXLAN header (RFC 7348 §5): flags (I = 0x08), 24 reserved bits, VNI, 8 reserved bits; an Ethernet frame follows. */
import type { Definition } from './definition.ts';
import {
  TUNNEL_LENGTH as HEADER_LENGTH,
  TUNNEL_VNI as VNI,
  VXLAN_VNI_PRESENT as VNI_PRESENT,
} from './header-layout.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

/** First word of a header with the I flag and nothing else. */
const PLAIN_FIRST_WORD = 0x08000000;
/** VXLAN, Ethernet and the least of an IP header: what the shape is judged by. */
const SHAPE_LENGTH = HEADER_LENGTH + 14 + 20;
const ETHERTYPE = HEADER_LENGTH + 12;

const flags = (view: DataView, at: number): number => view.getUint8(at);
export const vni = (view: DataView, at: number): number => view.getUint32(at + VNI) >>> 8;

/** Marks the header at the cursor and goes into the segment. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Vxlan) || !packet.has(HEADER_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  if ((flags(view, at) & VNI_PRESENT) === 0) return packet.malformed();
  packet.push(Protocol.Vxlan, vni(view, at));
  packet.at = at + HEADER_LENGTH;
  return Protocol.Ethernet;
}

/**
 * True when the UDP payload at the cursor can hardly be anything but VXLAN: flags and all reserved bits as they must be (40 bits), and an inner
 * frame whose EtherType and first IP or ARP bytes agree.
 */
export function looksLikeVxlan(packet: Packet): boolean {
  const { at, view } = packet;
  if (packet.end - at < SHAPE_LENGTH || view.getUint32(at) !== PLAIN_FIRST_WORD) return false;
  if (view.getUint8(at + 7) !== 0 || (view.getUint8(at + HEADER_LENGTH + 6) & 1) !== 0) return false;
  const inner = view.getUint16(at + ETHERTYPE + 2);
  switch (view.getUint16(at + ETHERTYPE)) {
    case 0x0800:
      return inner >> 12 === 4 && ((inner >> 8) & 15) >= 5;
    case 0x86dd:
      return inner >> 12 === 6;
    case 0x0806:
      return inner === 1;
    default:
      return false;
  }
}

export const definition = {
  id: Protocol.Vxlan,
  name: 'vxlan',
  title: 'Virtual eXtensible Local Area Network',
  // 8472 is the Linux kernel's default, 4789 IANA's, 6784 Weave's fast datapath.
  carriedBy: { udpPort: [8472, 4789, 6784] },
  fields: { flags, vni },
  decode,
} satisfies Definition;
