/** VRRP advertisement (version 3: RFC 9568 §5, version 2: RFC 3768 §5). Named only. */
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

export const HEADER_LENGTH = 8;
const ROUTER_ID = 1;
const PRIORITY = 2;
const ADDRESS_COUNT = 3;
/** Versions 2 and 3, type 1: the only message there is. */
const V2_ADVERTISEMENT = 0x21;
const V3_ADVERTISEMENT = 0x31;

const version = (view: DataView, at: number): number => view.getUint8(at) >> 4;
export const virtualRouterId = (view: DataView, at: number): number => view.getUint8(at + ROUTER_ID);
/** 0: the master stops; 255: it owns the addresses. */
export const priority = (view: DataView, at: number): number => view.getUint8(at + PRIORITY);
export const addressCount = (view: DataView, at: number): number => view.getUint8(at + ADDRESS_COUNT);

/** Marks the advertisement at the cursor. */
function decode(packet: Packet): ProtocolId {
  const { at, view } = packet;
  if (packet.end - at < HEADER_LENGTH) return Protocol.None;
  const first = view.getUint8(at);
  if (first !== V2_ADVERTISEMENT && first !== V3_ADVERTISEMENT) return Protocol.None;
  if (!packet.enter(Protocol.Vrrp)) return Protocol.None;
  packet.control = true;
  packet.at = at + HEADER_LENGTH;
  return Protocol.None;
}

export const definition = {
  id: Protocol.Vrrp,
  name: 'vrrp',
  title: 'Virtual Router Redundancy Protocol',
  carriedBy: { ipProtocol: [112] },
  fields: { version, virtualRouterId, priority, addressCount },
  decode,
} satisfies Definition;
