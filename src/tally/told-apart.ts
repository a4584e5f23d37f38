/** Whether what was captured of a frame tells it from others that its sender made. */
import * as Fault from '../wire/fault.ts';
import { identification } from '../wire/ipv4.ts';
import { OUTER, type Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import * as Protocol from '../wire/protocol.ts';
import { hasOwnChecksum } from './path-checksum.ts';

/**
 * True for a frame captured to the end of its innermost packet. Of one that was cut, the headers alone are equal in datagram after datagram: it takes an IPv4
 * identification (0 for datagrams that must not be fragmented) or a checksum over what is missing. An ARP message may lack its padding.
 */
export function isToldApart(packet: Packet): boolean {
  if (packet.end >= packet.wireEnd) return true;
  if (packet.networks > 0) return isNumbered(packet) || hasOwnChecksum(packet, OUTER);
  return packet.protocols[packet.count - 1] === Protocol.Arp && packet.fault === Fault.None;
}

const isNumbered = ({ view, paths }: Packet): boolean =>
  paths[OUTER + Path.Version] === 4 && identification(view, paths[OUTER + Path.Ip]) !== 0;
