/** Packets for the tests of wire: one header by itself, or a whole frame. */
import type { Definition } from '../../src/wire/definition.ts';
import * as Fault from '../../src/wire/fault.ts';
import { inspect } from '../../src/wire/inspect.ts';
import { UDP_PORTS } from '../../src/wire/next.ts';
import { type FaultCode, Packet } from '../../src/wire/packet.ts';
import type { ProtocolId } from '../../src/wire/protocol-id.ts';
import { decode, protocolName } from '../../src/wire/registry.ts';

/** A packet over these bytes, with others before and behind it that no decoder may see. */
export function packetOf(bytes: Uint8Array, wireLength: number = bytes.length, around = 0xee): Packet {
  const margin = 7;
  const buffer = new Uint8Array(bytes.length + 2 * margin).fill(around);
  buffer.set(bytes, margin);
  const packet = new Packet(UDP_PORTS);
  packet.bytes = buffer;
  packet.view = new DataView(buffer.buffer);
  packet.reset(margin, margin + bytes.length, wireLength);
  return packet;
}

/** A frame after the whole walk. */
export function decoded(bytes: Uint8Array, linkType = 1, wireLength: number = bytes.length): Packet {
  const packet = packetOf(bytes, wireLength);
  decode(packet, linkType);
  return packet;
}

/** The header alone, as its own decoder leaves the packet. */
export function decodedBy(definition: Definition, bytes: Uint8Array, wireLength: number = bytes.length): Packet {
  const packet = packetOf(bytes, wireLength);
  definition.decode(packet);
  return packet;
}

/** What the header's decoder says comes next. */
export const nextOf = (definition: Definition, bytes: Uint8Array): ProtocolId => definition.decode(packetOf(bytes));

/** The header's fields as `inspect` shows them. */
export const fieldsOf = (definition: Definition, bytes: Uint8Array): Record<string, number | string> | undefined =>
  inspect(decodedBy(definition, bytes))[0]?.fields;

/** The fault of a header of which the capture holds, or the enclosing header claims, only `length` bytes; `null` when it was not entered. */
export function cutTo(definition: Definition, bytes: Uint8Array, length: number): Record<string, FaultCode | null> {
  const fault = (packet: Packet): FaultCode | null => (packet.count === 0 ? null : packet.fault);
  const piece = bytes.slice(0, length);
  return {
    captured: fault(decodedBy(definition, piece, bytes.length)),
    claimed: fault(decodedBy(definition, piece)),
  };
}

/** What `cutTo` answers for a header that has to be whole. */
export const CUT = { captured: Fault.Snapped, claimed: Fault.Short };

/** Names of the layers, joined by colons. */
export const layers = (packet: Packet): string =>
  Array.from(packet.protocols.subarray(0, packet.count), protocolName).join(':');

/** The chain of VLANs and tunnels around the innermost header. */
export const chain = (packet: Packet): string =>
  packet.contexts
    .chain(packet.context)
    .map((link) => `${protocolName(link.kind)} ${link.id}`)
    .join(', ');
