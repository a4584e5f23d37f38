/** WireGuard message (wireguard.com/protocol, §5.4 of the paper): type, three zero bytes. Known by its lengths; entered only when they fit. */
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const HEADER_LENGTH = 4;
const INDEX = 4;
/** First word of each message type: the type, then three zero bytes. */
const INITIATION = 0x01000000;
const RESPONSE = 0x02000000;
const COOKIE_REPLY = 0x03000000;
const TRANSPORT_DATA = 0x04000000;
/** UDP payload lengths in bytes; those of data are multiples of 16 from an empty one (keepalive) up. */
const INITIATION_LENGTH = 148;
const RESPONSE_LENGTH = 92;
const COOKIE_REPLY_LENGTH = 64;
const MIN_DATA_LENGTH = 32;
const DATA_UNIT = 16;

/** 1 initiation, 2 response, 3 cookie reply, 4 data. */
export const type = (view: DataView, at: number): number => view.getUint8(at);
/** The sender's index in an initiation or response, the receiver's in the others; little endian as all of WireGuard. */
const index = (view: DataView, at: number): number => view.getUint32(at + INDEX, true);

/** True when the UDP payload at the cursor is a handshake message to the byte: 32 bits and the exact length. */
export function looksLikeHandshake(packet: Packet): boolean {
  const length = packet.wireEnd - packet.at;
  if (length !== INITIATION_LENGTH && length !== RESPONSE_LENGTH) return false;
  if (packet.end - packet.at < HEADER_LENGTH) return false;
  return packet.view.getUint32(packet.at) === (length === INITIATION_LENGTH ? INITIATION : RESPONSE);
}

/** Marks the message at the cursor. */
function decode(packet: Packet): ProtocolId {
  if (packet.end - packet.at < HEADER_LENGTH || !fits(packet)) return Protocol.None;
  packet.tunneled = true;
  if (packet.enter(Protocol.Wireguard)) packet.at += HEADER_LENGTH;
  return Protocol.None;
}

function fits(packet: Packet): boolean {
  const length = packet.wireEnd - packet.at;
  switch (packet.view.getUint32(packet.at)) {
    case INITIATION:
      return length === INITIATION_LENGTH;
    case RESPONSE:
      return length === RESPONSE_LENGTH;
    case COOKIE_REPLY:
      return length === COOKIE_REPLY_LENGTH;
    case TRANSPORT_DATA:
      return length >= MIN_DATA_LENGTH && length % DATA_UNIT === 0;
    default:
      return false;
  }
}

export const definition = {
  id: Protocol.Wireguard,
  name: 'wireguard',
  title: 'WireGuard',
  // 51820 is the customary port, 51821 flannel's and Calico's for IPv6, 51871 Cilium's.
  carriedBy: { udpPort: [51820, 51821, 51871] },
  fields: { type, index },
  decode,
} satisfies Definition;
