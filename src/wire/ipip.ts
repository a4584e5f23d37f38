/** IP directly in IP (RFC 2003; IPv6 in IPv4: RFC 4213 §3): no header of its own, so a layer of no length marks the tunnel. */
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Path from './path.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

/** IANA protocol numbers of the header that follows. */
const IPV4 = 4;
const IPV6 = 41;

/** The version nibble of the inner header. */
const version = (view: DataView, at: number): number => view.getUint8(at) >> 4;

/** Marks the tunnel; the outer header has just told which IP is inside. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Ipip)) return Protocol.None;
  packet.push(Protocol.Ipip, -1);
  return packet.paths[packet.path + Path.Protocol] === IPV4 ? Protocol.Ipv4 : Protocol.Ipv6;
}

export const definition = {
  id: Protocol.Ipip,
  name: 'ipip',
  title: 'IP in IP',
  carriedBy: { ipProtocol: [IPV4, IPV6] },
  fields: { version },
  decode,
} satisfies Definition;
