/** ARP packet (RFC 826), and RARP (RFC 903), which has the same form. Addresses are read when they are those of Ethernet and IPv4; other sizes are counted only. */
import type { Definition } from './definition.ts';
import {
  ARP_REPLY,
  ARP_REQUEST,
  ARP_LENGTH as ETHERNET_IPV4_LENGTH,
  ARP_ETHERNET_IPV4_SIZES as ETHERNET_IPV4_SIZES,
  ARP_IPV4_TYPE as IPV4_TYPE,
  ARP_OPERATION as OPERATION,
  ARP_PROTOCOL_TYPE as PROTOCOL_TYPE,
  ARP_SENDER_IP as SENDER_IP,
  ARP_SENDER_MAC as SENDER_MAC,
  ARP_SIZES as SIZES,
  ARP_TARGET_IP as TARGET_IP,
  ARP_TARGET_MAC as TARGET_MAC,
} from './header-layout.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';
import { ipv4At, macAt } from './readers.ts';

/** IANA ARP operation codes. */
export const ArpOperation = { Request: ARP_REQUEST, Reply: ARP_REPLY } as const;
export { ETHERNET_IPV4_LENGTH, SENDER_IP, SENDER_MAC, TARGET_IP, TARGET_MAC };

const MIN_LENGTH = 8;

const hardwareType = (view: DataView, at: number): number => view.getUint16(at);
const protocolType = (view: DataView, at: number): number => view.getUint16(at + PROTOCOL_TYPE);
export const operation = (view: DataView, at: number): number => view.getUint16(at + OPERATION);
const senderMac = (view: DataView, at: number): string =>
  isEthernetIpv4(view, at) ? macAt(view, at + SENDER_MAC) : '';
const senderIp = (view: DataView, at: number): string => (isEthernetIpv4(view, at) ? ipv4At(view, at + SENDER_IP) : '');
const targetMac = (view: DataView, at: number): string =>
  isEthernetIpv4(view, at) ? macAt(view, at + TARGET_MAC) : '';
const targetIp = (view: DataView, at: number): string => (isEthernetIpv4(view, at) ? ipv4At(view, at + TARGET_IP) : '');

/** True when the packet that begins at `at` holds station and IPv4 addresses; the hardware type may be that of another IEEE 802 network. */
export function isEthernetIpv4(view: DataView, at: number): boolean {
  return view.getUint16(at + SIZES) === ETHERNET_IPV4_SIZES && protocolType(view, at) === IPV4_TYPE;
}

/** Marks the packet at the cursor. */
function decode(packet: Packet): ProtocolId {
  packet.control = true;
  if (!packet.enter(Protocol.Arp) || !packet.has(MIN_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  const length = isEthernetIpv4(view, at) ? ETHERNET_IPV4_LENGTH : MIN_LENGTH;
  if (packet.has(length)) packet.at = at + length;
  return Protocol.None;
}

export const definition = {
  id: Protocol.Arp,
  name: 'arp',
  title: 'Address Resolution Protocol',
  carriedBy: { etherType: [0x0806, 0x8035] },
  fields: { hardwareType, protocolType, operation, senderMac, senderIp, targetMac, targetIp },
  decode,
} satisfies Definition;
