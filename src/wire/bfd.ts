/** BFD control packet (RFC 5880 §4.1). Named only: echo packets (port 3785) have a form of their sender's own and do not fit. */
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const HEADER_LENGTH = 24;
const VERSION = 1;
const STATE = 1;
const MULTIPLIER = 2;
const LENGTH = 3;
const MY_DISCRIMINATOR = 4;
const YOUR_DISCRIMINATOR = 8;

const version = (view: DataView, at: number): number => view.getUint8(at) >> 5;
/** 0 admin down, 1 down, 2 init, 3 up. */
export const state = (view: DataView, at: number): number => view.getUint8(at + STATE) >> 6;
const detectMultiplier = (view: DataView, at: number): number => view.getUint8(at + MULTIPLIER);
const packetLength = (view: DataView, at: number): number => view.getUint8(at + LENGTH);
const myDiscriminator = (view: DataView, at: number): number => view.getUint32(at + MY_DISCRIMINATOR);
const yourDiscriminator = (view: DataView, at: number): number => view.getUint32(at + YOUR_DISCRIMINATOR);

/** Marks the packet at the cursor. */
function decode(packet: Packet): ProtocolId {
  if (!fits(packet) || !packet.enter(Protocol.Bfd)) return Protocol.None;
  packet.at += HEADER_LENGTH;
  return Protocol.None;
}

/** RFC 5880 §6.8.6: version, length, and two fields that are never zero. */
function fits(packet: Packet): boolean {
  const { at, view } = packet;
  if (packet.end - at < HEADER_LENGTH || version(view, at) !== VERSION) return false;
  const length = packetLength(view, at);
  if (length < HEADER_LENGTH || length > packet.wireEnd - at) return false;
  return detectMultiplier(view, at) !== 0 && myDiscriminator(view, at) !== 0;
}

export const definition = {
  id: Protocol.Bfd,
  name: 'bfd',
  title: 'Bidirectional Forwarding Detection',
  // Single hop, echo, multihop (RFC 5881 §4, RFC 5883 §5).
  carriedBy: { udpPort: [3784, 3785, 4784] },
  fields: { version, state, detectMultiplier, packetLength, myDiscriminator, yourDiscriminator },
  decode,
} satisfies Definition;
