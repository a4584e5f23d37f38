/** Who rewrites which protocol. One that is not here is emptied. */
import * as Protocol from '../../wire/protocol.ts';
import type { ProtocolId } from '../../wire/protocol-id.ts';
import { igmpPart, lldpPart, stpPart, vrrpPart } from './announcements.ts';
import { dhcpPart } from './dhcp.ts';
import { dnsPart } from './dns.ts';
import { httpPart } from './http.ts';
import { icmpPart, icmpv6Part } from './icmp.ts';
import { ah, genevePart, grePart, keep, l2tp, nsh, sctp, tcpPart, wireguard } from './kept.ts';
import type { Rewrite } from './layer.ts';
import { ethernet, nflog, sll, sll2 } from './link.ts';
import { arpPart, ipv4Part, ipv6ExtensionPart, ipv6Part } from './network.ts';

export const REWRITES: ReadonlyMap<ProtocolId, Rewrite> = new Map<ProtocolId, Rewrite>([
  [Protocol.Ethernet, ethernet],
  [Protocol.Llc, keep],
  [Protocol.Sll, sll],
  [Protocol.Sll2, sll2],
  [Protocol.Raw, keep],
  [Protocol.Null, keep],
  [Protocol.Ppp, keep],
  [Protocol.Chdlc, keep],
  [Protocol.Nflog, nflog],
  [Protocol.Vlan, keep],
  [Protocol.Mpls, keep],
  [Protocol.Pppoe, keep],
  [Protocol.Arp, arpPart],
  [Protocol.Ipv4, ipv4Part],
  [Protocol.Ipv6, ipv6Part],
  [Protocol.Ipv6Extension, ipv6ExtensionPart],
  [Protocol.Ah, ah],
  [Protocol.Esp, keep],
  [Protocol.Icmp, icmpPart],
  [Protocol.Icmpv6, icmpv6Part],
  [Protocol.Igmp, igmpPart],
  [Protocol.Udp, keep],
  [Protocol.UdpLite, keep],
  [Protocol.Tcp, tcpPart],
  [Protocol.Sctp, sctp],
  [Protocol.Gre, grePart],
  [Protocol.Erspan, keep],
  [Protocol.Vxlan, keep],
  [Protocol.VxlanGpe, keep],
  [Protocol.Geneve, genevePart],
  [Protocol.Ipip, keep],
  [Protocol.Wireguard, wireguard],
  [Protocol.L2tp, l2tp],
  [Protocol.Nsh, nsh],
  [Protocol.Dhcp, dhcpPart],
  [Protocol.Dhcpv6, keep],
  [Protocol.Dns, dnsPart],
  [Protocol.Mdns, dnsPart],
  [Protocol.Http, httpPart],
  [Protocol.Tls, keep],
  [Protocol.Lldp, lldpPart],
  [Protocol.Stp, stpPart],
  [Protocol.Vrrp, vrrpPart],
  [Protocol.Bfd, keep],
  [Protocol.Bgp, keep],
  [Protocol.Pbb, keep],
  [Protocol.PwControlWord, keep],
  [Protocol.Ipv6Fragment, keep],
  [Protocol.L2tpv3, keep],
]);
