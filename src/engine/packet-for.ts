/** The packet that a pass over captures decodes into. */
import { UDP_PORTS } from '../wire/next.ts';
import { Packet } from '../wire/packet.ts';
import * as Protocol from '../wire/protocol.ts';

/** A packet that takes these UDP ports for VXLAN, besides the usual ones. */
export function packetFor(vxlanPorts: readonly number[]): Packet {
  const udpPorts = UDP_PORTS.slice();
  for (const port of vxlanPorts) udpPorts[port] = Protocol.Vxlan;
  return new Packet(udpPorts);
}
