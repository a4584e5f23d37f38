/** Finds the header that a primitive looks at. Per packet: loops over the layer stack, nothing allocated. */

import { INNER, OUTER, type Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import * as Protocol from '../wire/protocol.ts';
import type { ProtocolId } from '../wire/protocol-id.ts';
import { MAX_PROTOCOLS } from '../wire/protocol-id.ts';
import type { Scope } from './ast.ts';

/** Source and destination port, the first four bytes of TCP, UDP and SCTP. */
const PORTS_LENGTH = 4;

/** What a layer is to the packet it stands in: a second network header, or a frame behind anything, begins a packet within the packet. */
const CONTINUES = 0;
const NETWORK = 1;
const FRAME = 2;
const ROLES = new Uint8Array(MAX_PROTOCOLS).fill(CONTINUES);
ROLES[Protocol.Ethernet] = FRAME;
for (const protocol of [Protocol.Ipv4, Protocol.Ipv6, Protocol.Arp]) ROLES[protocol] = NETWORK;

/** Base in `packet.paths` of the scope's IP header; −1 when it has none. */
export function ipPath(packet: Packet, scope: Scope): number {
  if (packet.networks === 0) return -1;
  if (scope === 'outer') return OUTER;
  const path = packet.networks > 1 ? INNER : OUTER;
  return packet.paths[path + Path.Ip] >= packet.starts[firstLayer(packet, scope)] ? path : -1;
}

/** Start of the scope's first header of this protocol, also when it is cut short; −1 when it has none. */
export function headerAt(packet: Packet, protocol: ProtocolId, scope: Scope): number {
  const { protocols } = packet;
  const end = endLayer(packet, scope);
  for (let i = firstLayer(packet, scope); i < end; i++) if (protocols[i] === protocol) return packet.starts[i];
  return -1;
}

/** True when the scope has a whole header of this protocol. */
export function hasHeader(packet: Packet, protocol: ProtocolId, scope: Scope): boolean {
  const { protocols } = packet;
  const end = Math.min(endLayer(packet, scope), packet.whole);
  for (let i = firstLayer(packet, scope); i < end; i++) if (protocols[i] === protocol) return true;
  return false;
}

/** Start of the first or last whole Ethernet header; −1 when there is none. */
export function ethernetAt(packet: Packet, scope: Scope): number {
  const { protocols, starts, whole } = packet;
  let at = -1;
  for (let i = 0; i < whole; i++) {
    if (protocols[i] !== Protocol.Ethernet) continue;
    at = starts[i];
    if (scope === 'outer') break;
  }
  return at;
}

/** Start of the ports behind an IP header; −1 when they cannot be read. */
export function portsAt(packet: Packet, path: number): number {
  const { paths } = packet;
  const at = paths[path + Path.Transport];
  return at >= 0 && at + PORTS_LENGTH <= paths[path + Path.End] ? at : -1;
}

/**
 * One past the last captured byte of the record. Headers move `end` in, but only a record that was captured whole can have bytes behind it:
 * there the original length says where they end.
 */
export function capturedEnd(packet: Packet): number {
  return packet.snapped ? packet.end : packet.start + packet.wireLength;
}

/** Index of the scope's first layer: the one behind the last tunnel, or 0. */
export function firstLayer(packet: Packet, scope: Scope): number {
  if (scope === 'outer') return 0;
  const { count, protocols } = packet;
  let first = 0;
  let network = false;
  for (let i = 0; i < count; i++) {
    const role = ROLES[protocols[i]];
    if (role === CONTINUES) continue;
    if (role === FRAME || network) first = i;
    network = role === NETWORK;
  }
  return first;
}

/** Index of the first layer behind the scope: that of the first tunnel's payload, or the number of layers. */
export function endLayer(packet: Packet, scope: Scope): number {
  const { count, protocols } = packet;
  if (scope === 'inner') return count;
  let network = false;
  for (let i = 0; i < count; i++) {
    const role = ROLES[protocols[i]];
    if (role === CONTINUES) continue;
    if (i > 0 && (role === FRAME || network)) return i;
    network = role === NETWORK;
  }
  return count;
}
