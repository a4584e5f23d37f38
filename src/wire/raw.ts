/** A bare IP packet as the whole frame (LINKTYPE_RAW 101; 12 and 14 are the DLT_ values some writers put in files): a layer of no length. */
import type { Definition } from './definition.ts';
import { byIpVersion } from './ip.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

/** The version nibble of the IP header. */
const version = (view: DataView, at: number): number => view.getUint8(at) >> 4;

/** Marks the frame and goes on by the version of its first byte. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Raw) || !packet.has(1)) return Protocol.None;
  return byIpVersion(packet.view, packet.at);
}

export const definition = {
  id: Protocol.Raw,
  name: 'raw',
  title: 'Raw IP',
  carriedBy: { linkType: [12, 14, 101] },
  fields: { version },
  decode,
} satisfies Definition;
