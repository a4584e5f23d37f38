/** Control word of an Ethernet pseudowire (RFC 4448 §4.6): a zero nibble, reserved bits, sequence number. */
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const LENGTH = 4;
const SEQUENCE = 2;

/** 0 when the pseudowire does not number its frames. */
const sequence = (view: DataView, at: number): number => view.getUint16(at + SEQUENCE);

/** Marks the word at the cursor; a frame follows. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.PwControlWord) || !packet.has(LENGTH)) return Protocol.None;
  packet.at += LENGTH;
  return Protocol.Ethernet;
}

export const definition = {
  id: Protocol.PwControlWord,
  name: 'pw-control-word',
  title: 'Ethernet pseudowire control word',
  fields: { sequence },
  decode,
} satisfies Definition;
