/** What the DHCP tally reads of one message (RFC 2131 §2; options: RFC 2132), never at or behind the packet's end. */
import * as dhcp from '../wire/dhcp.ts';
import type { Packet } from '../wire/packet.ts';
import { asciiAt, hexAt, ipv4At } from '../wire/readers.ts';
import { senderText, sourceText } from './address-words.ts';
import type { DhcpMessage } from './dhcp-exchange.ts';

const { DhcpOption } = dhcp;
/** BOOTREQUEST; replies have 2. */
const REQUEST = 1;
const ADDRESS_LENGTH = 4;
const UNSPECIFIED = '0.0.0.0';
/** Bytes kept of a client identifier; real ones have 7 to 20. */
const MAX_CLIENT_ID = 64;
const MAX_HOST_NAME = 64;

/** The message that begins at `at`; its fixed part must be whole. */
export function readMessage(packet: Packet, at: number): DhcpMessage {
  const { view, timeNs, frame } = packet;
  const yourAddress = ipv4At(view, at + dhcp.YIADDR);
  return {
    type: option(packet, at, DhcpOption.MessageType, (data) => view.getUint8(data)) ?? 0,
    timeNs,
    frame,
    request: dhcp.operation(view, at) === REQUEST,
    clientId:
      option(packet, at, DhcpOption.ClientId, (data, length) => hexAt(view, data, Math.min(length, MAX_CLIENT_ID))) ??
      '',
    hostName:
      option(packet, at, DhcpOption.HostName, (data, length) => asciiAt(view, data, Math.min(length, MAX_HOST_NAME))) ??
      '',
    requestedAddress: address(packet, at, DhcpOption.RequestedAddress),
    yourAddress: yourAddress === UNSPECIFIED ? '' : yourAddress,
    server: address(packet, at, DhcpOption.ServerId),
    source: sourceText(packet),
    station: senderText(packet),
  };
}

function address(packet: Packet, at: number, code: number): string {
  const read = (data: number, length: number): string => (length === ADDRESS_LENGTH ? ipv4At(packet.view, data) : '');
  return option(packet, at, code, read) ?? '';
}

/** What `read` makes of an option's data; undefined when the option is missing, empty or cut. */
function option<T>(packet: Packet, at: number, code: number, read: (data: number, length: number) => T): T | undefined {
  const found = dhcp.optionAt(packet.view, at, packet.end, code);
  const length = found < 0 ? 0 : dhcp.optionLength(packet.view, found);
  return length === 0 ? undefined : read(found + 2, length);
}
