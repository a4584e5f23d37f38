/** L2TP version 3 (RFC 3931 §4.1), named only: what a session carries is agreed on out of band. */
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const MIN_LENGTH = 4;

/** Over IP the session id, 0 for control messages; over UDP flags and version. */
const firstWord = (view: DataView, at: number): number => view.getUint32(at);

/** Marks the header at the cursor. */
function decode(packet: Packet): ProtocolId {
  packet.tunneled = true;
  if (packet.enter(Protocol.L2tpv3) && packet.has(MIN_LENGTH)) packet.at += MIN_LENGTH;
  return Protocol.None;
}

export const definition = {
  id: Protocol.L2tpv3,
  name: 'l2tpv3',
  title: 'Layer Two Tunneling Protocol version 3',
  carriedBy: { ipProtocol: [115] },
  fields: { firstWord },
  decode,
} satisfies Definition;
