/** MPLS label stack (RFC 3032 §2.1), one layer whatever its height. Nothing says what lies under it: the first bytes are looked at. */
import type { Definition } from './definition.ts';
import { byIpVersion } from './ip.ts';
import { byEtherType } from './next.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const ENTRY_LENGTH = 4;
const BOTTOM = 2;
const TTL = 3;
/** First nibble of a pseudowire control word (RFC 4385 §3). */
const CONTROL_WORD_NIBBLE = 0;
const CONTROL_WORD_LENGTH = 4;
const ETHERNET_LENGTH = 14;
const ETHERTYPE = 12;

/** Of the stack's top entry, as the other fields. */
const label = (view: DataView, at: number): number => view.getUint32(at) >>> 12;
const trafficClass = (view: DataView, at: number): number => (view.getUint8(at + BOTTOM) >> 1) & 7;
const bottom = (view: DataView, at: number): number => view.getUint8(at + BOTTOM) & 1;
const ttl = (view: DataView, at: number): number => view.getUint8(at + TTL);

/** Marks the stack at the cursor and goes into the path of its last label, the one that tells customers apart. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Mpls)) return Protocol.None;
  const { view } = packet;
  do {
    if (!packet.has(ENTRY_LENGTH)) return Protocol.None;
    packet.at += ENTRY_LENGTH;
  } while (bottom(view, packet.at - ENTRY_LENGTH) === 0);
  packet.push(Protocol.Mpls, label(view, packet.at - ENTRY_LENGTH));
  return underStack(packet);
}

/** IP by its version; else an Ethernet pseudowire, with or without control word, when a known EtherType stands in its place. */
function underStack(packet: Packet): ProtocolId {
  const { at, end, view } = packet;
  if (at === end) return Protocol.None;
  const ip = byIpVersion(view, at);
  if (ip !== Protocol.None) return ip;
  if (end - at >= ETHERNET_LENGTH && isEtherType(view.getUint16(at + ETHERTYPE))) return Protocol.Ethernet;
  if (view.getUint8(at) >> 4 !== CONTROL_WORD_NIBBLE) return Protocol.None;
  return end - at >= CONTROL_WORD_LENGTH + ETHERNET_LENGTH ? Protocol.PwControlWord : Protocol.None;
}

const isEtherType = (type: number): boolean => byEtherType(type) !== Protocol.None;

export const definition = {
  id: Protocol.Mpls,
  name: 'mpls',
  title: 'Multiprotocol Label Switching',
  // 137 is MPLS in IP (RFC 4023), 6635 MPLS in UDP (RFC 7510).
  carriedBy: { etherType: [0x8847, 0x8848], pppProtocol: [0x0281, 0x0283], ipProtocol: [137], udpPort: [6635] },
  fields: { label, trafficClass, bottom, ttl },
  decode,
} satisfies Definition;
