/**
 * Linux netfilter log (LINKTYPE_NFLOG, tcpdump.org/linktypes; linux/netfilter/nfnetlink_log.h): family, version, resource id, then TLVs in the
 * byte order of the capturing host, each padded to 4 bytes. One of them is the packet.
 */
import type { Definition } from './definition.ts';
import { byEtherType } from './next.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const HEADER_LENGTH = 4;
const RESOURCE_ID = 2;
const TLV_HEADER = 4;
/** NFULA_PACKET_HDR: EtherType (big endian), hook, padding. */
const PACKET_HEADER = 1;
const PAYLOAD = 9;
/** More than the attributes the kernel knows; a TLV is at least 4 bytes, yet a frame of 64 KB of them helps nobody. */
const MAX_TLVS = 64;
/** Linux AF_ values. */
const AF_INET = 2;
const AF_INET6 = 10;

const family = (view: DataView, at: number): number => view.getUint8(at);
/** The NFLOG group, big endian whatever the host. */
const resourceId = (view: DataView, at: number): number => view.getUint16(at + RESOURCE_ID);

/** Marks the header at the cursor, its TLVs included up to the packet. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Nflog) || !packet.has(HEADER_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  packet.at = at + HEADER_LENGTH;
  const etherType = toPayload(packet);
  if (etherType < 0) return Protocol.None;
  if (family(view, at) === AF_INET) return Protocol.Ipv4;
  return family(view, at) === AF_INET6 ? Protocol.Ipv6 : byEtherType(etherType);
}

/** Moves the cursor to the packet and answers its EtherType, 0 when no TLV told; −1 when there is no packet. */
function toPayload(packet: Packet): number {
  const { view } = packet;
  const little = isLittleEndian(packet);
  let etherType = 0;
  for (let i = 0; i < MAX_TLVS && packet.end > packet.at; i++) {
    if (!packet.has(TLV_HEADER)) return -1;
    const { at } = packet;
    const length = view.getUint16(at, little);
    const type = view.getUint16(at + 2, little);
    if (length < TLV_HEADER) return broken(packet);
    if (type === PAYLOAD) return openPayload(packet, length, etherType);
    if (!packet.has(length)) return -1;
    if (type === PACKET_HEADER && length >= TLV_HEADER + 2) etherType = view.getUint16(at + TLV_HEADER);
    packet.at = Math.min(at + ((length + 3) & ~3), packet.end);
  }
  return -1;
}

function openPayload(packet: Packet, length: number, etherType: number): number {
  packet.limit(packet.at, length);
  packet.at += TLV_HEADER;
  return etherType;
}

function broken(packet: Packet): number {
  packet.malformed();
  return -1;
}

/** Attribute types are small, so the first one's large byte tells the order. */
function isLittleEndian(packet: Packet): boolean {
  const { at, view } = packet;
  return packet.end - at < TLV_HEADER || view.getUint16(at + 2, true) <= 0xff;
}

export const definition = {
  id: Protocol.Nflog,
  name: 'nflog',
  title: 'Linux netfilter log',
  carriedBy: { linkType: [239] },
  fields: { family, resourceId },
  decode,
} satisfies Definition;
