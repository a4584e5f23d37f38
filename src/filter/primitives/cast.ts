/** `broadcast` and `multicast`, of Ethernet or of IP. */

import * as Cast from '../../wire/cast.ts';
import type { Packet } from '../../wire/packet.ts';
import * as Path from '../../wire/path.ts';
import type { CastPrimitive, Scope } from '../ast.ts';
import { ethernetAt, ipPath } from '../headers.ts';
import type { Head, PrimitiveKind, Test } from '../primitive.ts';
import type { Tokens } from '../tokens.ts';

/** Destination address and its first multicast byte: RFC 1112 §4, RFC 4291 §2.7. As in pcap-filter(7), 240.0.0.0/4 counts as multicast. */
const IPV4 = { destination: 16, firstMulticast: 224 };
const IPV6 = { destination: 24, firstMulticast: 255 };
/** The group bit of a station address, IEEE 802-2014 §8.2.2. */
const GROUP_BIT = 1;

export const cast: PrimitiveKind<CastPrimitive> = {
  words: ['broadcast', 'multicast'],
  protocols: ['', 'ether', 'ip', 'ip6'],
  directed: false,
  repeats: false,
  parse,
  print: ({ protocol, word }) => `${protocol} ${word}`,
  test: ({ protocol, word }, scope) => {
    if (protocol === 'ip') return ipTest(4, scope);
    if (protocol === 'ip6') return ipTest(6, scope);
    return word === 'broadcast' ? (packet) => isBroadcast(packet, scope) : (packet) => isMulticast(packet, scope);
  },
};

function parse(tokens: Tokens, head: Head): CastPrimitive {
  const protocol = (head.protocol ?? 'ether') as CastPrimitive['protocol'];
  const word = head.word as CastPrimitive['word'];
  if (word === 'broadcast' && protocol === 'ip') {
    tokens.reject(
      `'ip broadcast' needs the netmask, which no capture records: write 'ether broadcast' or 'dst host …'`,
      tokens.last(),
    );
  }
  if (word === 'broadcast' && protocol === 'ip6')
    tokens.reject(`IPv6 has no broadcast: write 'ip6 multicast'`, tokens.last());
  return { kind: 'cast', protocol, word };
}

function ipTest(version: 4 | 6, scope: Scope): Test {
  const { destination, firstMulticast } = version === 4 ? IPV4 : IPV6;
  return (packet) => {
    const path = ipPath(packet, scope);
    if (path < 0 || packet.paths[path + Path.Version] !== version) return false;
    return packet.bytes[packet.paths[path + Path.Ip] + destination] >= firstMulticast;
  };
}

/** Links without Ethernet headers may still know how the frame was addressed. */
function isBroadcast(packet: Packet, scope: Scope): boolean {
  const at = ethernetAt(packet, scope);
  if (at < 0) return packet.cast === Cast.Broadcast;
  return packet.view.getUint32(at) === 0xffff_ffff && packet.view.getUint16(at + 4) === 0xffff;
}

/** Broadcasts have the group bit, too: pcap-filter(7) counts them. */
function isMulticast(packet: Packet, scope: Scope): boolean {
  const at = ethernetAt(packet, scope);
  if (at < 0) return packet.cast === Cast.Broadcast || packet.cast === Cast.Multicast;
  return (packet.bytes[at] & GROUP_BIT) !== 0;
}
