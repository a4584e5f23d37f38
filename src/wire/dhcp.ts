/** DHCP message (RFC 2131 §2; options: RFC 2132), BOOTP included. Named only: entered when its shape fits, never a fault. */
import type { Definition } from './definition.ts';
import { DHCP_COOKIE as COOKIE, DHCP_COOKIE_AT as COOKIE_AT, DHCP_OPTIONS as OPTIONS } from './header-layout.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';
import { asciiAt, hexAt, ipv4At, macAt } from './readers.ts';

/** What must be there to judge the shape of a message cut by the snap length. */
const MIN_LENGTH = 44;
const HARDWARE_LENGTH = 2;
const XID = 4;
const FLAGS = 10;
const CIADDR = 12;
export const YIADDR = 16;
export const CHADDR = 28;
const MAX_HARDWARE_LENGTH = 16;
const REQUEST = 1;
const REPLY = 2;
/** RFC 2132 option codes. */
export const DhcpOption = { HostName: 12, RequestedAddress: 50, MessageType: 53, ServerId: 54, ClientId: 61 } as const;
const PAD = 0;
const END = 255;
/** A bound for hostile messages; real ones have some 20. */
const MAX_OPTIONS = 256;

/** BOOTP operation: 1 request, 2 reply. */
export const operation = (view: DataView, at: number): number => view.getUint8(at);
export const xid = (view: DataView, at: number): number => view.getUint32(at + XID);
/** 0x8000: answer by broadcast. */
export const flags = (view: DataView, at: number): number => view.getUint16(at + FLAGS);
const clientIp = (view: DataView, at: number): string => ipv4At(view, at + CIADDR);
const yourIp = (view: DataView, at: number): string => ipv4At(view, at + YIADDR);
const clientMac = (view: DataView, at: number): string => macAt(view, at + CHADDR);
/** RFC 2132 §9.6; 0 for plain BOOTP. */
const messageType = (view: DataView, at: number): number => {
  const option = optionAt(view, at, view.byteLength, DhcpOption.MessageType);
  return option < 0 || optionLength(view, option) < 1 ? 0 : view.getUint8(option + 2);
};
const clientId = (view: DataView, at: number): string => {
  const option = optionAt(view, at, view.byteLength, DhcpOption.ClientId);
  return option < 0 ? '' : hexAt(view, option + 2, optionLength(view, option));
};
const hostName = (view: DataView, at: number): string => {
  const option = optionAt(view, at, view.byteLength, DhcpOption.HostName);
  return option < 0 ? '' : asciiAt(view, option + 2, optionLength(view, option));
};
const requestedIp = (view: DataView, at: number): string => {
  const option = optionAt(view, at, view.byteLength, DhcpOption.RequestedAddress);
  return option < 0 || optionLength(view, option) !== 4 ? '' : ipv4At(view, option + 2);
};

/** Start of the first option with this code that ends before `end`, −1 when there is none; code, length and data follow each other. */
export function optionAt(view: DataView, at: number, end: number, wanted: number): number {
  let cursor = at + OPTIONS;
  for (let i = 0; i < MAX_OPTIONS && cursor + 2 <= end; i++) {
    const option = view.getUint8(cursor);
    if (option === END) return -1;
    const next = option === PAD ? cursor + 1 : cursor + 2 + optionLength(view, cursor);
    if (option === wanted) return next <= end ? cursor : -1;
    cursor = next;
  }
  return -1;
}

/** Bytes of data in the option that begins at `option`. */
export const optionLength = (view: DataView, option: number): number => view.getUint8(option + 1);

/** Marks the message at the cursor. */
function decode(packet: Packet): ProtocolId {
  if (!fits(packet) || !packet.enter(Protocol.Dhcp)) return Protocol.None;
  packet.control = true;
  packet.at = Math.min(packet.at + OPTIONS, packet.end);
  return Protocol.None;
}

/** Operation, address length and, when captured, the magic cookie. */
function fits(packet: Packet): boolean {
  const { at, end, view } = packet;
  if (end - at < MIN_LENGTH || packet.wireEnd - at < COOKIE_AT) return false;
  const op = operation(view, at);
  if ((op !== REQUEST && op !== REPLY) || view.getUint8(at + HARDWARE_LENGTH) > MAX_HARDWARE_LENGTH) return false;
  return end - at < OPTIONS || view.getUint32(at + COOKIE_AT) === COOKIE;
}

export const definition = {
  id: Protocol.Dhcp,
  name: 'dhcp',
  title: 'Dynamic Host Configuration Protocol',
  carriedBy: { udpPort: [67, 68] },
  fields: { operation, xid, flags, clientIp, yourIp, clientMac, messageType, clientId, requestedIp, hostName },
  decode,
} satisfies Definition;
