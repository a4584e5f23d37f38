/** The headers that a filter can name on their own (`arp`) and look into (`arp[6:2]`). */
import * as Protocol from '../wire/protocol.ts';
import type { ProtocolId } from '../wire/protocol-id.ts';

/** Words of pcap-filter(7) first, then netsight's own. */
export const LAYERS: ReadonlyMap<string, ProtocolId> = new Map<string, ProtocolId>([
  ['ether', Protocol.Ethernet],
  ['arp', Protocol.Arp],
  ['ip', Protocol.Ipv4],
  ['ip6', Protocol.Ipv6],
  ['icmp', Protocol.Icmp],
  ['icmp6', Protocol.Icmpv6],
  ['igmp', Protocol.Igmp],
  ['tcp', Protocol.Tcp],
  ['udp', Protocol.Udp],
  ['sctp', Protocol.Sctp],
  ['ah', Protocol.Ah],
  ['esp', Protocol.Esp],
  ['vrrp', Protocol.Vrrp],
  ['stp', Protocol.Stp],
  ['lldp', Protocol.Lldp],
  ['gre', Protocol.Gre],
  ['vxlan', Protocol.Vxlan],
  ['geneve', Protocol.Geneve],
  ['wireguard', Protocol.Wireguard],
]);
