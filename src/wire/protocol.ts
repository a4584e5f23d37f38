/** The protocols netsight knows, by number. Ids are dense and below MAX_PROTOCOLS: they index tables of the hot path and never leave the process. */

/** One more than the largest id; a power of two, so that a table row is found by a shift. */
export const MAX_PROTOCOLS = 64;

export const Protocol = {
  /** The walk over the headers is done. */
  None: 0,
  Ethernet: 1,
  Llc: 2,
  Sll: 3,
  Sll2: 4,
  Raw: 5,
  Null: 6,
  Ppp: 7,
  Chdlc: 8,
  Nflog: 9,
  Vlan: 10,
  Mpls: 11,
  Pppoe: 12,
  Arp: 13,
  Ipv4: 14,
  Ipv6: 15,
  /** IPv6 extension headers: hop-by-hop, routing, destination options, mobility, HIP, shim6. */
  Ipv6Extension: 16,
  Ah: 17,
  Esp: 18,
  Icmp: 19,
  Icmpv6: 20,
  Igmp: 21,
  Udp: 22,
  UdpLite: 23,
  Tcp: 24,
  Sctp: 25,
  Gre: 26,
  Erspan: 27,
  Vxlan: 28,
  VxlanGpe: 29,
  Geneve: 30,
  /** IP directly in IP (protocols 4 and 41): a layer of no length that marks the tunnel. */
  Ipip: 31,
  Wireguard: 32,
  L2tp: 33,
  Nsh: 34,
  Dhcp: 35,
  Dhcpv6: 36,
  Dns: 37,
  Mdns: 38,
  Http: 39,
  Tls: 40,
  Lldp: 41,
  Stp: 42,
  Vrrp: 43,
  Bfd: 44,
  Bgp: 45,
  /** 802.1ah (provider backbone bridge) service tag. */
  Pbb: 46,
  /** Ethernet over MPLS with a control word, RFC 4385. */
  PwControlWord: 47,
  Ipv6Fragment: 48,
  L2tpv3: 49,
} as const;

export type ProtocolId = (typeof Protocol)[keyof typeof Protocol];
