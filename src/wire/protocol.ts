/**
 * The protocols netsight knows, by number; import as `Protocol`. Ids are dense and below MAX_PROTOCOLS: they index tables of the hot path and never leave the
 * process.
 */

/** The walk over the headers is done. */
export const None = 0;
export const Ethernet = 1;
export const Llc = 2;
export const Sll = 3;
export const Sll2 = 4;
export const Raw = 5;
export const Null = 6;
export const Ppp = 7;
export const Chdlc = 8;
export const Nflog = 9;
export const Vlan = 10;
export const Mpls = 11;
export const Pppoe = 12;
export const Arp = 13;
export const Ipv4 = 14;
export const Ipv6 = 15;
/** IPv6 extension headers: hop-by-hop, routing, destination options, mobility, HIP, shim6. */
export const Ipv6Extension = 16;
export const Ah = 17;
export const Esp = 18;
export const Icmp = 19;
export const Icmpv6 = 20;
export const Igmp = 21;
export const Udp = 22;
export const UdpLite = 23;
export const Tcp = 24;
export const Sctp = 25;
export const Gre = 26;
export const Erspan = 27;
export const Vxlan = 28;
export const VxlanGpe = 29;
export const Geneve = 30;
/** IP directly in IP (protocols 4 and 41): a layer of no length that marks the tunnel. */
export const Ipip = 31;
export const Wireguard = 32;
export const L2tp = 33;
export const Nsh = 34;
export const Dhcp = 35;
export const Dhcpv6 = 36;
export const Dns = 37;
export const Mdns = 38;
export const Http = 39;
export const Tls = 40;
export const Lldp = 41;
export const Stp = 42;
export const Vrrp = 43;
export const Bfd = 44;
export const Bgp = 45;
/** 802.1ah (provider backbone bridge) service tag. */
export const Pbb = 46;
/** Ethernet over MPLS with a control word, RFC 4385. */
export const PwControlWord = 47;
export const Ipv6Fragment = 48;
export const L2tpv3 = 49;
