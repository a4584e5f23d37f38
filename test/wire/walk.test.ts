/** Whole frames, cut at every byte: which header is known from which byte on, and what the walk leaves behind. */
import { expect, it } from 'vitest';
import { protocolName } from '../../src/wire/registry.ts';
import { hex } from '../helpers/hex.ts';
import { chain, decoded } from './decoded.ts';

const ETHERNET = hex`020000000002 020000000001`;
const length = (bytes: Uint8Array): Uint8Array => Uint8Array.of(bytes.length >> 8, bytes.length);

/** Behind station addresses, with an EtherType. */
const frame = (etherType: Uint8Array, payload: Uint8Array): Uint8Array => hex`${ETHERNET} ${etherType} ${payload}`;
/** In IPv4, of which the total length is left 0: to the end of the frame. */
const ip = (protocol: number, payload: Uint8Array): Uint8Array =>
  hex`4500 0000 0000 0000 40 ${protocol} 0000 0a000001 0a000002 ${payload}`;
const ip6 = (next: number, payload: Uint8Array): Uint8Array =>
  hex`60000000 ${length(payload)} ${next} 40 ${new Uint8Array(15)} 01 ${new Uint8Array(15)} 02 ${payload}`;
/** From port 49152. */
const udp = (port: Uint8Array, payload: Uint8Array): Uint8Array => ip(17, hex`c000 ${port} 0000 0000 ${payload}`);
const tcp = (port: Uint8Array, payload: Uint8Array): Uint8Array =>
  ip(6, hex`c000 ${port} 00000001 00000001 5018 0100 0000 0000 ${payload}`);
const gre = (flags: Uint8Array, type: Uint8Array, rest: Uint8Array): Uint8Array =>
  ip(47, hex`${flags} ${type} ${rest}`);

const ARP = hex`0001 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002`;
const ECHO = hex`08 00 0000 0001 0001`;
const UNREACHABLE = hex`03 01 0000 0000 0000 45`;
const INNER = frame(hex`0806`, ARP);
const QUESTION = hex`0001 0100 0001 0000 0000 0000 01 61 00 0001 0001`;
const BPDU = hex`0000 00 00 00 8000020000000001 00000000 8000020000000001 8001 0000 1400 0200 0f00`;
const DISCOVER = hex`01 01 06 00 00000001 0000 0000 ${new Uint8Array(16)} 020000000001 ${new Uint8Array(202)} 63825363 ff`;

/** What the walk says of the frame cut at every length: "0 ethernet! 14 arp!" is: with 14 bytes there is an ARP header that is not whole. */
function steps(bytes: Uint8Array, linkType: number): string {
  const said = Array.from({ length: bytes.length + 1 }, (_, captured) => {
    const packet = decoded(bytes.slice(0, captured), linkType, bytes.length);
    const last = packet.count === 0 ? '-' : protocolName(packet.protocols[packet.count - 1]);
    return packet.fault === 0 ? last : `${last}!`;
  });
  return said.flatMap((now, at) => (now === said[at - 1] ? [] : [`${at} ${now}`])).join(' ');
}

/** What is left behind by the whole frame. */
function left(bytes: Uint8Array, linkType: number): string {
  const packet = decoded(bytes, linkType);
  const end = `end ${packet.at - packet.start} of ${bytes.length}`;
  const ethernet = packet.ethernet >= 0 && `ethernet ${packet.ethernets} at ${packet.ethernet - packet.start}`;
  const marks = [packet.control && 'control', packet.tunneled && 'tunnel', packet.fault !== 0 && 'fault'];
  return [end, ethernet, ...marks, chain(packet)].filter(Boolean).join(', ');
}

it.each<[title: string, linkType: number, bytes: Uint8Array, steps: string, left: string]>([
  [
    'ARP',
    1,
    frame(hex`0806`, hex`${ARP} 0000`),
    '0 ethernet! 14 arp! 42 arp',
    'end 42 of 44, ethernet 1 at 0, control',
  ],
  [
    'ARP of other sizes',
    1,
    frame(hex`0806`, ARP.with(4, 8)),
    '0 ethernet! 14 arp! 22 arp',
    'end 22 of 42, ethernet 1 at 0, control',
  ],
  [
    'an ICMP echo',
    1,
    frame(hex`0800`, ip(1, ECHO)),
    '0 ethernet! 14 ipv4! 34 icmp! 42 icmp',
    'end 42 of 42, ethernet 1 at 0',
  ],
  ['an ICMP error', 228, ip(1, UNREACHABLE), '0 ipv4! 20 icmp! 28 icmp', 'end 28 of 29, control'],
  ['an ICMPv6 echo', 229, ip6(58, hex`80 00 0000 0001 0001`), '0 ipv6! 40 icmpv6! 48 icmpv6', 'end 48 of 48'],
  ['IGMP', 101, ip(2, hex`11 64 0000 e0000001 00`), '0 raw! 1 ipv4! 20 igmp! 28 igmp', 'end 28 of 29, control'],
  ['DNS over UDP', 228, udp(hex`0035`, QUESTION), '0 ipv4! 20 udp! 28 udp 40 dns', 'end 40 of 47, control'],
  [
    'DNS over TCP',
    228,
    tcp(hex`0035`, hex`${length(QUESTION)} ${QUESTION}`),
    '0 ipv4! 20 tcp! 40 tcp 54 dns',
    'end 54 of 61, control',
  ],
  ['mDNS', 228, udp(hex`14e9`, QUESTION.with(2, 0)), '0 ipv4! 20 udp! 28 udp 40 mdns', 'end 40 of 47, control'],
  ['DHCP', 228, udp(hex`0043`, DISCOVER), '0 ipv4! 20 udp! 28 udp 72 dhcp', 'end 268 of 269, control'],
  [
    'DHCPv6',
    229,
    ip6(17, hex`c000 0223 0000 0000 01 000001 00`),
    '0 ipv6! 40 udp! 48 udp 52 dhcpv6',
    'end 52 of 53, control',
  ],
  [
    'BFD',
    228,
    udp(hex`0ec8`, hex`20 c0 03 18 00000001 ${new Uint8Array(16)}`),
    '0 ipv4! 20 udp! 28 udp 52 bfd',
    'end 52 of 52',
  ],
  [
    'BGP',
    228,
    tcp(hex`00b3`, hex`${new Uint8Array(16).fill(255)} 0013 04`),
    '0 ipv4! 20 tcp! 40 tcp 59 bgp',
    'end 59 of 59',
  ],
  ['HTTP', 228, tcp(hex`0050`, hex`47455420 2f0d0a`), '0 ipv4! 20 tcp! 40 tcp 44 http', 'end 47 of 47, control'],
  ['TLS', 228, tcp(hex`01bb`, hex`16 0301 0001 00`), '0 ipv4! 20 tcp! 40 tcp 45 tls', 'end 45 of 46'],
  ['SCTP', 228, ip(132, new Uint8Array(13)), '0 ipv4! 20 sctp! 32 sctp', 'end 32 of 33'],
  ['UDP-Lite', 228, ip(136, new Uint8Array(9)), '0 ipv4! 20 udplite! 28 udplite', 'end 28 of 29'],
  ['VRRP', 228, ip(112, hex`31 33 64 01 0064 0000 c0a80001`), '0 ipv4! 20 ipv4 28 vrrp', 'end 28 of 32, control'],
  ['ESP', 228, ip(50, new Uint8Array(9)), '0 ipv4! 20 esp! 28 esp', 'end 28 of 29, tunnel'],
  [
    'AH',
    228,
    ip(51, hex`01 02 0000 00000001 00000001 00000000 ${ECHO}`),
    '0 ipv4! 20 ah! 36 icmp! 44 icmp',
    'end 44 of 44',
  ],
  [
    'IPv6 extensions',
    229,
    ip6(0, hex`2c 00 000000000000 3a 00 0000 00000001 80 00 0000 0001 0001`),
    '0 ipv6! 40 ipv6-extension! 48 ipv6-fragment! 56 icmpv6! 64 icmpv6',
    'end 64 of 64',
  ],
  [
    'a later IPv6 fragment',
    229,
    ip6(44, hex`11 00 0008 00000001 00`),
    '0 ipv6! 40 ipv6-fragment! 48 ipv6-fragment',
    'end 48 of 49, control',
  ],
  [
    'VLAN tags',
    1,
    frame(hex`88a8`, hex`0064 8100 2005 0806 ${ARP}`),
    '0 ethernet! 14 vlan! 22 arp! 50 arp',
    'end 50 of 50, ethernet 1 at 0, control, vlan 100, vlan 5',
  ],
  [
    'MPLS and a pseudowire',
    1,
    frame(hex`8847`, hex`00064040 000c8140 00000000 ${INNER}`),
    '0 ethernet! 14 mpls! 22 mpls 40 arp! 68 arp',
    'end 68 of 68, ethernet 2 at 26, control, tunnel, mpls 200',
  ],
  [
    'PPPoE',
    1,
    frame(hex`8864`, hex`11 00 0007 0022 0021 ${ip(1, ECHO)}`),
    '0 ethernet! 14 pppoe! 20 ppp! 22 ipv4! 42 icmp! 50 icmp',
    'end 50 of 50, tunnel, pppoe 7',
  ],
  [
    'PBB',
    1,
    frame(hex`88e7`, hex`60 0493e0 ${INNER}`),
    '0 ethernet! 14 pbb! 18 ethernet! 32 arp! 60 arp',
    'end 60 of 60, ethernet 2 at 18, control, tunnel, pbb 300000',
  ],
  [
    'NSH',
    1,
    frame(hex`894f`, hex`0fc2 01 03 000008 ff ${INNER}`),
    '0 ethernet! 14 nsh! 22 ethernet! 36 arp! 64 arp',
    'end 64 of 64, ethernet 2 at 22, control',
  ],
  [
    'LLDP',
    1,
    frame(hex`88cc`, hex`0207 04 0a580a0a0101`),
    '0 ethernet! 14 ethernet 18 lldp',
    'end 18 of 23, ethernet 1 at 0, control',
  ],
  [
    'a spanning tree',
    1,
    frame(hex`0026`, hex`42 42 03 ${BPDU}`),
    '0 ethernet! 14 llc! 17 llc 21 stp! 52 stp',
    'end 52 of 52, ethernet 1 at 0, control',
  ],
  [
    'SNAP',
    1,
    frame(hex`0024`, hex`aa aa 03 000000 0806 ${ARP}`),
    '0 ethernet! 14 llc! 22 arp! 50 arp',
    'end 50 of 50, ethernet 1 at 0, control',
  ],
  ['SLL', 113, hex`0000 0001 0006 020000000001 0000 0806 ${ARP}`, '0 sll! 16 arp! 44 arp', 'end 44 of 44, control'],
  [
    'SLL2',
    276,
    hex`0806 0000 00000002 0001 04 06 020000000001 0000 ${ARP}`,
    '0 sll2! 20 arp! 48 arp',
    'end 48 of 48, control',
  ],
  ['a loopback of BSD', 0, hex`02000000 ${ip(1, ECHO)}`, '0 null! 4 ipv4! 24 icmp! 32 icmp', 'end 32 of 32'],
  ['PPP', 9, hex`ff03 0021 ${ip(1, ECHO)}`, '0 ppp! 1 ppp 2 ppp! 4 ipv4! 24 icmp! 32 icmp', 'end 32 of 32'],
  ['Cisco HDLC', 104, hex`0f00 0800 ${ip(1, ECHO)}`, '0 chdlc! 4 ipv4! 24 icmp! 32 icmp', 'end 32 of 32'],
  [
    'NFLOG',
    239,
    hex`02 00 0005 0800 0100 0800 0100 0500 0a00 61000000 ${Uint8Array.of(32, 0)} 0900 ${ip(1, ECHO)}`,
    '0 nflog! 4 nflog 5 nflog! 12 nflog 13 nflog! 17 nflog 21 nflog! 24 ipv4! 44 icmp! 52 icmp',
    'end 52 of 52',
  ],
  [
    'VXLAN',
    228,
    udp(hex`12b5`, hex`08000000 00000100 ${INNER}`),
    '0 ipv4! 20 udp! 28 vxlan! 36 ethernet! 50 arp! 78 arp',
    'end 78 of 78, ethernet 1 at 36, control, tunnel, vxlan 1',
  ],
  [
    'VXLAN by its shape',
    228,
    udp(hex`1000`, hex`08000000 00000100 ${INNER}`),
    '0 ipv4! 20 udp! 28 udp 70 arp! 78 arp',
    'end 78 of 78, ethernet 1 at 36, control, tunnel, vxlan 1',
  ],
  [
    'VXLAN-GPE',
    228,
    udp(hex`12b6`, hex`0c000001 00000100 ${ip(1, ECHO)}`),
    '0 ipv4! 20 udp! 28 udp 36 ipv4! 56 icmp! 64 icmp',
    'end 64 of 64, tunnel, vxlan-gpe 1',
  ],
  [
    'Geneve',
    228,
    udp(hex`17c1`, hex`01 00 6558 00000100 01020304 ${INNER}`),
    '0 ipv4! 20 udp! 28 geneve! 40 ethernet! 54 arp! 82 arp',
    'end 82 of 82, ethernet 1 at 40, control, tunnel, geneve 1',
  ],
  ['IP in IP', 228, ip(4, ip(1, ECHO)), '0 ipv4! 40 icmp! 48 icmp', 'end 48 of 48, tunnel, ipip -1'],
  [
    'GRE with all fields',
    228,
    gre(hex`b000`, hex`0800`, hex`00000000 00000007 00000001 ${ip(1, ECHO)}`),
    '0 ipv4! 20 gre! 36 ipv4! 56 icmp! 64 icmp',
    'end 64 of 64, tunnel, gre 7',
  ],
  [
    'GRE with source routes',
    228,
    gre(hex`4000`, hex`0800`, hex`00000000 08000004 0a000001 00000000 ${ip(1, ECHO)}`),
    '0 ipv4! 20 gre! 40 ipv4! 60 icmp! 68 icmp',
    'end 68 of 68, tunnel, gre -1',
  ],
  [
    'PPTP',
    228,
    gre(hex`3081`, hex`880b`, hex`001e 0007 00000001 00000002 ff03 0021 ${ip(1, ECHO)}`),
    '0 ipv4! 20 gre! 36 ppp! 37 ppp 38 ppp! 40 ipv4! 60 icmp! 68 icmp',
    'end 68 of 68, tunnel, gre 7',
  ],
  [
    'ERSPAN type II',
    228,
    gre(hex`1000`, hex`88be`, hex`00000001 1064 000a 00000005 ${INNER}`),
    '0 ipv4! 20 gre! 28 erspan! 36 ethernet! 50 arp! 78 arp',
    'end 78 of 78, ethernet 1 at 36, control, tunnel, gre -1, erspan 10',
  ],
  [
    'ERSPAN type III with IP',
    228,
    gre(hex`1000`, hex`22eb`, hex`00000001 2064000a 00000000 0000 0809 ${new Uint8Array(8)} ${ip(1, ECHO)}`),
    '0 ipv4! 20 gre! 28 erspan! 49 ipv4! 68 icmp! 76 icmp',
    'end 76 of 76, tunnel, gre -1, erspan 10',
  ],
  [
    'WireGuard',
    228,
    udp(hex`ca6c`, hex`04000000 ${new Uint8Array(28)}`),
    '0 ipv4! 20 udp! 28 udp 32 wireguard',
    'end 32 of 60, tunnel',
  ],
  [
    'L2TP',
    228,
    udp(hex`06a5`, hex`4a02 0000 0007 0009 0001 0002 0002 ffff ff03 0021 ${ip(1, ECHO)}`),
    '0 ipv4! 20 udp! 28 udp 30 l2tp! 44 l2tp 45 ppp 46 ppp! 48 ipv4! 68 icmp! 76 icmp',
    'end 76 of 76, tunnel, l2tp 458761',
  ],
  ['L2TPv3', 228, ip(115, hex`00000007 00`), '0 ipv4! 20 l2tpv3! 24 l2tpv3', 'end 24 of 25, tunnel'],
])('%s', (_, linkType, bytes, expectedSteps, expectedLeft) => {
  expect({ steps: steps(bytes, linkType), left: left(bytes, linkType) }).toEqual({
    steps: expectedSteps,
    left: expectedLeft,
  });
});
