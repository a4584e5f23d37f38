/** Linux cooked capture header, second version (LINKTYPE_LINUX_SLL2, tcpdump.org/linktypes): it also says which interface. */
import { cookedAddress, cookedPayload } from './cooked.ts';
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';
import { macAt } from './readers.ts';

const HEADER_LENGTH = 20;
const INTERFACE_INDEX = 4;
const DEVICE_TYPE = 8;
const PACKET_TYPE = 10;
const ADDRESS_LENGTH = 11;
const ADDRESS = 12;

const protocol = (view: DataView, at: number): number => view.getUint16(at);
const interfaceIndex = (view: DataView, at: number): number => view.getUint32(at + INTERFACE_INDEX);
/** ARPHRD_ value. */
const deviceType = (view: DataView, at: number): number => view.getUint16(at + DEVICE_TYPE);
/** 0 to us, 1 broadcast, 2 multicast, 3 to another host, 4 from us. */
const packetType = (view: DataView, at: number): number => view.getUint8(at + PACKET_TYPE);
const addressLength = (view: DataView, at: number): number => view.getUint8(at + ADDRESS_LENGTH);
const address = (view: DataView, at: number): string =>
  addressLength(view, at) === 6 ? macAt(view, at + ADDRESS) : '';

/** Marks the header at the cursor. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Sll2) || !packet.has(HEADER_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  packet.cookedType = packetType(view, at);
  packet.interfaceIndex = interfaceIndex(view, at);
  cookedAddress(packet, addressLength(view, at), at + ADDRESS);
  packet.at = at + HEADER_LENGTH;
  return cookedPayload(deviceType(view, at), protocol(view, at));
}

export const definition = {
  id: Protocol.Sll2,
  name: 'sll2',
  title: 'Linux cooked capture v2',
  carriedBy: { linkType: [276] },
  fields: { protocol, interfaceIndex, deviceType, packetType, addressLength, address },
  decode,
} satisfies Definition;
