/** Which protocol a number leads to. The tables are filled by registry.ts from each protocol's `carriedBy`; 0 (`Protocol.None`) is "not decoded". */
import type { ProtocolId } from './protocol-id.ts';

/** By EtherType, 0x0600 and up. */
export const ETHER_TYPES = new Uint8Array(65536);
/** By IP protocol number. */
export const IP_PROTOCOLS = new Uint8Array(256);
/** By UDP port, either side. */
export const UDP_PORTS = new Uint8Array(65536);
/** By TCP port, either side. */
export const TCP_PORTS = new Uint8Array(65536);
/** By PPP protocol number. */
export const PPP_PROTOCOLS = new Uint8Array(65536);
/** By GRE protocol type, where it is no EtherType. */
export const GRE_PROTOCOLS = new Uint8Array(65536);
/** By LLC destination service access point. */
export const LLC_SAPS = new Uint8Array(256);
/** By LINKTYPE_ value. */
export const LINK_TYPES = new Uint8Array(65536);

export const byEtherType = (etherType: number): ProtocolId => ETHER_TYPES[etherType] as ProtocolId;
export const byIpProtocol = (protocol: number): ProtocolId => IP_PROTOCOLS[protocol] as ProtocolId;
/** GRE and Geneve name their payload by EtherType, or by a few numbers of GRE's own. */
export const byGreProtocol = (type: number): ProtocolId => (GRE_PROTOCOLS[type] || ETHER_TYPES[type]) as ProtocolId;
/** Of the two ports of a datagram or segment the lower one tells first: what is listened on is lower than what clients speak from, which may by chance be a tunnel's. */
export const byPort = (ports: Uint8Array, one: number, other: number): ProtocolId =>
  (ports[Math.min(one, other)] || ports[Math.max(one, other)]) as ProtocolId;
