/** Cisco HDLC header (RFC 1547 §4.3.1): address, control, EtherType. */
import type { Definition } from './definition.ts';
import { byEtherType } from './next.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const HEADER_LENGTH = 4;
const TYPE = 2;
/** Cisco's keepalives and address resolution; RARP on other links. */
const SLARP = 0x8035;

/** 0x0f unicast, 0x8f multicast. */
const address = (view: DataView, at: number): number => view.getUint8(at);
const type = (view: DataView, at: number): number => view.getUint16(at + TYPE);

/** Marks the header at the cursor. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Chdlc) || !packet.has(HEADER_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  packet.at = at + HEADER_LENGTH;
  return type(view, at) === SLARP ? Protocol.None : byEtherType(type(view, at));
}

export const definition = {
  id: Protocol.Chdlc,
  name: 'chdlc',
  title: 'Cisco HDLC',
  carriedBy: { linkType: [104] },
  fields: { address, type },
  decode,
} satisfies Definition;
