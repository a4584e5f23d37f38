/** What IPv4, IPv6 and the headers between them and the transport share. */
import * as IpNumber from './ip-number.ts';
import { IP_PROTOCOLS } from './next.ts';
import type { Packet } from './packet.ts';
import * as Path from './path.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

/** Notes that the payload at the cursor is of this IP protocol and answers who decodes it. */
export function ipPayload(packet: Packet, protocol: number): ProtocolId {
  packet.transport(protocol, packet.at);
  return IP_PROTOCOLS[protocol] as ProtocolId;
}

/** True for transports whose header begins with source and destination port. */
export const hasPorts = (protocol: number): boolean =>
  protocol === IpNumber.Tcp || protocol === IpNumber.Udp || protocol === IpNumber.Sctp || protocol === IpNumber.UdpLite;

/** Which IP header begins at `at`, by the version nibble. */
export function byIpVersion(view: DataView, at: number): ProtocolId {
  const version = view.getUint8(at) >> 4;
  if (version === 4) return Protocol.Ipv4;
  return version === 6 ? Protocol.Ipv6 : Protocol.None;
}

/** What the headers lead to cannot be known. */
export function lostTransport(packet: Packet): ProtocolId {
  packet.transport(-1, -1);
  return Protocol.None;
}

/** Notes a fragment. Later fragments hold no transport header; the first one does, as far as it goes. */
export function fragment(packet: Packet, protocol: number, offset: number): ProtocolId {
  packet.control = true;
  packet.paths[packet.path + Path.Fragment] = 1;
  if (offset === 0) return ipPayload(packet, protocol);
  packet.transport(protocol, -1);
  return Protocol.None;
}
