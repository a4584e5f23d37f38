/** Linux cooked capture header, first version (LINKTYPE_LINUX_SLL, tcpdump.org/linktypes): packet type, ARPHRD_, address length, address, protocol. */
import { cookedAddress, cookedPayload } from './cooked.ts';
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';
import { macAt } from './readers.ts';

const HEADER_LENGTH = 16;
const DEVICE_TYPE = 2;
const ADDRESS_LENGTH = 4;
const ADDRESS = 6;
const PROTOCOL = 14;

/** 0 to us, 1 broadcast, 2 multicast, 3 to another host, 4 from us. */
const packetType = (view: DataView, at: number): number => view.getUint16(at);
/** ARPHRD_ value. */
const deviceType = (view: DataView, at: number): number => view.getUint16(at + DEVICE_TYPE);
const addressLength = (view: DataView, at: number): number => view.getUint16(at + ADDRESS_LENGTH);
const address = (view: DataView, at: number): string =>
  addressLength(view, at) === 6 ? macAt(view, at + ADDRESS) : '';
const protocol = (view: DataView, at: number): number => view.getUint16(at + PROTOCOL);

/** Marks the header at the cursor. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Sll) || !packet.has(HEADER_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  packet.cookedType = packetType(view, at);
  cookedAddress(packet, addressLength(view, at), at + ADDRESS);
  packet.at = at + HEADER_LENGTH;
  return cookedPayload(deviceType(view, at), protocol(view, at));
}

export const definition = {
  id: Protocol.Sll,
  name: 'sll',
  title: 'Linux cooked capture',
  carriedBy: { linkType: [113] },
  fields: { packetType, deviceType, addressLength, address, protocol },
  decode,
} satisfies Definition;
