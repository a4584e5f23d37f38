/** What the two Linux cooked headers share: how a protocol number is meant (packet(7), linux/if_ether.h, linux/if_arp.h). */
import { byEtherType, byGreProtocol } from './next.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

/** Bytes of a station address; other links have addresses of other lengths. */
const STATION_ADDRESS = 6;
const MIN_TYPE = 0x0600;
/** Kernel-made protocol number: an 802.2 frame. */
const ETH_P_802_2 = 4;
/** Device types whose protocol field is no EtherType. */
const ARPHRD_NETLINK = 824;
const ARPHRD_IPGRE = 778;

/** Where the link-layer address stands, when it is a station address. */
export function cookedAddress(packet: Packet, length: number, at: number): void {
  if (length === STATION_ADDRESS) packet.cookedAddress = at;
}

/** What follows a cooked header of this device type and protocol. */
export function cookedPayload(deviceType: number, protocol: number): ProtocolId {
  if (deviceType === ARPHRD_NETLINK) return Protocol.None;
  if (deviceType === ARPHRD_IPGRE) return byGreProtocol(protocol);
  if (protocol >= MIN_TYPE) return byEtherType(protocol);
  return protocol === ETH_P_802_2 ? Protocol.Llc : Protocol.None;
}
