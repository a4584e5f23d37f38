/** Ethernet II and IEEE 802.3 header (IEEE 802.3-2022 §3.1). The field behind the addresses is a type from 0x0600 up, a length to 1500. */
import { formatMac } from '../base/addresses.ts';
import * as Cast from './cast.ts';
import type { Definition } from './definition.ts';
import {
  ETHERNET_DESTINATION as DESTINATION,
  ETHERNET_LENGTH as HEADER_LENGTH,
  ETHERNET_SOURCE as SOURCE,
  ETHERNET_TYPE as TYPE,
} from './header-layout.ts';
import { byEtherType } from './next.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

export { DESTINATION, HEADER_LENGTH, SOURCE };

const ADDRESS_LENGTH = 6;
const MIN_TYPE = 0x0600;
const MAX_LENGTH = 1500;
/** First payload bytes of Novell's raw 802.3: an IPX checksum where LLC would stand. */
const NOVELL_RAW = 0xffff;

const destination = (view: DataView, at: number): string => formatMac(bytesOf(view), at + DESTINATION);
const source = (view: DataView, at: number): string => formatMac(bytesOf(view), at + SOURCE);
const type = (view: DataView, at: number): number => view.getUint16(at + TYPE);

/** Marks the Ethernet header at the cursor; the outermost one says how the frame was addressed. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Ethernet)) return Protocol.None;
  const { at, view } = packet;
  if (packet.count === 1 && packet.end - at >= ADDRESS_LENGTH) packet.cast = castOf(view, at);
  if (!packet.has(HEADER_LENGTH)) return Protocol.None;
  packet.ethernet = at;
  packet.ethernets++;
  packet.at = at + HEADER_LENGTH;
  const etherType = view.getUint16(at + TYPE);
  return etherType >= MIN_TYPE ? byEtherType(etherType) : lengthEncapsulated(packet, etherType);
}

/** What follows an 802.3 length field. */
export function lengthEncapsulated(packet: Packet, length: number): ProtocolId {
  if (length === 0 || length > MAX_LENGTH) return Protocol.None;
  packet.limit(packet.at, length);
  if (packet.end - packet.at >= 2 && packet.view.getUint16(packet.at) === NOVELL_RAW) return Protocol.None;
  return Protocol.Llc;
}

/** Class of the destination address at `at`. */
export function castOf(view: DataView, at: number): number {
  if ((view.getUint8(at) & 1) === 0) return Cast.Unicast;
  return view.getUint32(at) === 0xffffffff && view.getUint16(at + 4) === 0xffff ? Cast.Broadcast : Cast.Multicast;
}

const bytesOf = (view: DataView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

export const definition = {
  id: Protocol.Ethernet,
  name: 'ethernet',
  title: 'Ethernet',
  // GRE: transparent Ethernet bridging, and MikroTik's EoIP in version 1 headers.
  carriedBy: { linkType: [1], greProtocol: [0x6558, 0x6400] },
  fields: { destination, source, type },
  decode,
} satisfies Definition;
