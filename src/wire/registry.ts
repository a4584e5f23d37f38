/** Every protocol's definition, the dispatch tables made of them, and the walk over a packet's headers. */

import { definition as ah } from './ah.ts';
import { definition as arp } from './arp.ts';
import { definition as bfd } from './bfd.ts';
import { definition as bgp } from './bgp.ts';
import { definition as chdlc } from './chdlc.ts';
import type { Definition } from './definition.ts';
import { definition as dhcp } from './dhcp.ts';
import { definition as dhcpv6 } from './dhcpv6.ts';
import { definition as dns } from './dns.ts';
import { definition as erspan } from './erspan.ts';
import { definition as esp } from './esp.ts';
import { definition as ethernet } from './ethernet.ts';
import { definition as geneve } from './geneve.ts';
import { definition as gre } from './gre.ts';
import { definition as http } from './http.ts';
import { definition as icmp } from './icmp.ts';
import { definition as icmpv6 } from './icmpv6.ts';
import { definition as igmp } from './igmp.ts';
import { definition as ipip } from './ipip.ts';
import { definition as ipv4 } from './ipv4.ts';
import { definition as ipv6 } from './ipv6.ts';
import { definition as ipv6Extension } from './ipv6-extension.ts';
import { definition as ipv6Fragment } from './ipv6-fragment.ts';
import { definition as l2tp } from './l2tp.ts';
import { definition as l2tpv3 } from './l2tpv3.ts';
import { definition as llc } from './llc.ts';
import { definition as lldp } from './lldp.ts';
import { definition as mdns } from './mdns.ts';
import { definition as mpls } from './mpls.ts';
import * as next from './next.ts';
import { definition as nflog } from './nflog.ts';
import { definition as nsh } from './nsh.ts';
import { definition as nullLoopback } from './null.ts';
import type { Packet } from './packet.ts';
import { definition as pbb } from './pbb.ts';
import { definition as ppp } from './ppp.ts';
import { definition as pppoe } from './pppoe.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';
import { MAX_PROTOCOLS } from './protocol-id.ts';
import { definition as pwControlWord } from './pw-control-word.ts';
import { definition as raw } from './raw.ts';
import { definition as sctp } from './sctp.ts';
import { definition as sll } from './sll.ts';
import { definition as sll2 } from './sll2.ts';
import { definition as stp } from './stp.ts';
import { definition as tcp } from './tcp.ts';
import { definition as tls } from './tls.ts';
import { definition as udp } from './udp.ts';
import { definition as udpLite } from './udp-lite.ts';
import { definition as vlan } from './vlan.ts';
import { definition as vrrp } from './vrrp.ts';
import { definition as vxlan } from './vxlan.ts';
import { definition as vxlanGpe } from './vxlan-gpe.ts';
import { definition as wireguard } from './wireguard.ts';

/** All protocols, ordered by id. */
export const DEFINITIONS: readonly Definition[] = [
  ethernet,
  llc,
  sll,
  sll2,
  raw,
  nullLoopback,
  ppp,
  chdlc,
  nflog,
  vlan,
  mpls,
  pppoe,
  arp,
  ipv4,
  ipv6,
  ipv6Extension,
  ah,
  esp,
  icmp,
  icmpv6,
  igmp,
  udp,
  udpLite,
  tcp,
  sctp,
  gre,
  erspan,
  vxlan,
  vxlanGpe,
  geneve,
  ipip,
  wireguard,
  l2tp,
  nsh,
  dhcp,
  dhcpv6,
  dns,
  mdns,
  http,
  tls,
  lldp,
  stp,
  vrrp,
  bfd,
  bgp,
  pbb,
  pwControlWord,
  ipv6Fragment,
  l2tpv3,
];

/** By protocol id. An id without a definition ends the walk. */
const DECODERS: readonly Definition['decode'][] = decoders();
fillTables();

/** Walks over the packet's headers, outermost first; a link type without a decoder leaves the packet without layers. */
export function decode(packet: Packet, linkType: number): void {
  let header = (next.LINK_TYPES[linkType] ?? Protocol.None) as ProtocolId;
  // A fault ends the walk: with the stack full, a tunnel in itself would go on for ever.
  while (header !== Protocol.None && packet.fault === 0) header = DECODERS[header](packet);
  if (packet.fault !== 0) packet.control = true;
}

/** As the report names it. */
export const protocolName = (id: number): string => definitionOf(id)?.name ?? 'none';

/** The definition with this id, undefined for none. */
export const definitionOf = (id: number): Definition | undefined => DEFINITIONS[id - 1];

function decoders(): Definition['decode'][] {
  const list = new Array<Definition['decode']>(MAX_PROTOCOLS).fill(() => Protocol.None);
  for (const definition of DEFINITIONS) list[definition.id] = definition.decode;
  return list;
}

function fillTables(): void {
  for (const { id, carriedBy = {} } of DEFINITIONS) {
    fill(next.LINK_TYPES, id, carriedBy.linkType);
    fill(next.ETHER_TYPES, id, carriedBy.etherType);
    fill(next.IP_PROTOCOLS, id, carriedBy.ipProtocol);
    fill(next.UDP_PORTS, id, carriedBy.udpPort);
    fill(next.TCP_PORTS, id, carriedBy.tcpPort);
    fill(next.GRE_PROTOCOLS, id, carriedBy.greProtocol);
    fill(next.PPP_PROTOCOLS, id, carriedBy.pppProtocol);
    fill(next.LLC_SAPS, id, carriedBy.llcSap);
  }
}

function fill(table: Uint8Array, id: ProtocolId, numbers: readonly number[] = []): void {
  for (const number of numbers) table[number] = id;
}
