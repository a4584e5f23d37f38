/** The numbers that lead to protocols, as the registries have them; written down a second time, for a wrong one leaves no other trace. */
import { expect, it } from 'vitest';
import type { Definition } from '../../src/wire/definition.ts';
import { DEFINITIONS } from '../../src/wire/registry.ts';

type Kind = keyof NonNullable<Definition['carriedBy']>;

it.each<[kind: Kind, numbers: Record<string, number[]>]>([
  // IEEE Registration Authority.
  [
    'etherType',
    {
      vlan: [0x8100, 0x88a8, 0x9100],
      mpls: [0x8847, 0x8848],
      pppoe: [0x8863, 0x8864],
      arp: [0x0806, 0x8035],
      ipv4: [0x0800],
      ipv6: [0x86dd],
      nsh: [0x894f],
      lldp: [0x88cc],
      pbb: [0x88e7],
    },
  ],
  // IANA, Assigned Internet Protocol Numbers.
  [
    'ipProtocol',
    {
      mpls: [137],
      'ipv6-extension': [0, 43, 60, 135, 139, 140],
      ah: [51],
      esp: [50],
      icmp: [1],
      icmpv6: [58],
      igmp: [2],
      udp: [17],
      udplite: [136],
      tcp: [6],
      sctp: [132],
      gre: [47],
      ipip: [4, 41],
      vrrp: [112],
      'ipv6-fragment': [44],
      l2tpv3: [115],
    },
  ],
  // IANA, Service Names and Port Numbers; 8472, 6784 and WireGuard's are what Linux, Weave and WireGuard's users chose.
  [
    'udpPort',
    {
      mpls: [6635],
      vxlan: [4789, 6784, 8472],
      'vxlan-gpe': [4790],
      geneve: [6081],
      wireguard: [51820, 51821, 51871],
      l2tp: [1701],
      dhcp: [67, 68],
      dhcpv6: [546, 547],
      dns: [53],
      mdns: [5353],
      bfd: [3784, 3785, 4784],
    },
  ],
  ['tcpPort', { dns: [53], bgp: [179] }],
  // RFC 1701 and the documents of each protocol.
  ['greProtocol', { ethernet: [0x6400, 0x6558], ppp: [0x880b], erspan: [0x22eb, 0x88be] }],
  // IANA, PPP DLL Protocol Numbers.
  ['pppProtocol', { mpls: [0x0281, 0x0283], ipv4: [0x0021], ipv6: [0x0057] }],
  // IEEE 802.2 service access points.
  ['llcSap', { ipv4: [0x06], stp: [0x42] }],
  // tcpdump.org, LINKTYPE_ values.
  [
    'linkType',
    {
      ethernet: [1],
      sll: [113],
      sll2: [276],
      raw: [12, 14, 101],
      null: [0, 108],
      ppp: [9, 50, 166, 204],
      chdlc: [104],
      nflog: [239],
      pppoe: [51],
      ipv4: [228],
      ipv6: [229],
    },
  ],
])('%s', (kind, numbers) => {
  const found = DEFINITIONS.map(({ name, carriedBy }: Definition) => [
    name,
    carriedBy?.[kind]?.toSorted((a, b) => a - b),
  ]);
  expect(Object.fromEntries(found.filter(([, list]) => list !== undefined))).toEqual(numbers);
});
