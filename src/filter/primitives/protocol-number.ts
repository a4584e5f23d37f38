/** `ip proto`, `ip6 proto`, `ether proto`: the number by which a header names what follows it. */

import type { Packet } from '../../wire/packet.ts';
import * as Path from '../../wire/path.ts';
import * as Protocol from '../../wire/protocol.ts';
import type { ProtocolNumberPrimitive, Scope } from '../ast.ts';
import { printHead } from '../direction.ts';
import { endLayer, firstLayer, ipPath } from '../headers.ts';
import { ETHER_TYPES, IP_PROTOCOLS } from '../names.ts';
import { readNumber } from '../number.ts';
import type { Head, PrimitiveKind, Test } from '../primitive.ts';
import type { Tokens } from '../tokens.ts';

const MAX_IP_PROTOCOL = 255;
const MAX_ETHER_TYPE = 65_535;
/** RFC 791 §3.1 and RFC 8200 §3. */
const IPV4_PROTOCOL = 9;
const IPV6_NEXT_HEADER = 6;
/** Where a header holds an EtherType; −1 where it has none. IEEE 802.3, IEEE 802.1Q, LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2. */
const ETHER_TYPE_OFFSETS = new Int8Array(256).fill(-1);
ETHER_TYPE_OFFSETS[Protocol.Ethernet] = 12;
ETHER_TYPE_OFFSETS[Protocol.Vlan] = 2;
ETHER_TYPE_OFFSETS[Protocol.Sll] = 14;
ETHER_TYPE_OFFSETS[Protocol.Sll2] = 0;

export const protocolNumber: PrimitiveKind<ProtocolNumberPrimitive> = {
  words: ['proto'],
  protocols: ['', 'ip', 'ip6', 'ether'],
  directed: false,
  repeats: true,
  parse,
  print: ({ protocol, number }) => `${printHead(protocol, 'either', 'proto')} ${number}`,
  test: ({ protocol, number }, scope) => {
    if (protocol === 'ether') return (packet) => hasEtherType(packet, number, scope);
    return ipTest(number, { ip: 4, ip6: 6, any: 0 }[protocol ?? 'any'], scope);
  },
};

/** True when the scope's IP header, or the extension headers behind it, lead to this protocol; version 0 is any. */
export function ipTest(number: number, version: number, scope: Scope): Test {
  return (packet) => {
    const path = ipPath(packet, scope);
    if (path < 0) return false;
    const found = packet.paths[path + Path.Version];
    if (version !== 0 && version !== found) return false;
    if (packet.paths[path + Path.Protocol] === number) return true;
    const next = found === 4 ? IPV4_PROTOCOL : IPV6_NEXT_HEADER;
    return packet.bytes[packet.paths[path + Path.Ip] + next] === number;
  };
}

function parse(tokens: Tokens, head: Head): ProtocolNumberPrimitive {
  const protocol = head.protocol as ProtocolNumberPrimitive['protocol'];
  const number =
    protocol === 'ether'
      ? readNumber(tokens, { what: 'an EtherType', max: MAX_ETHER_TYPE, names: ETHER_TYPES })
      : readNumber(tokens, { what: 'an IP protocol number', max: MAX_IP_PROTOCOL, names: IP_PROTOCOLS });
  return { kind: 'protocolNumber', protocol, number };
}

/** Any of the types counts, so that `ether proto 0x8100` finds the tag and `ether proto ip` what it carries. */
function hasEtherType(packet: Packet, type: number, scope: Scope): boolean {
  const first = firstLayer(packet, scope);
  const end = Math.min(endLayer(packet, scope), packet.whole);
  for (let i = first; i < end; i++) {
    const offset = ETHER_TYPE_OFFSETS[packet.protocols[i]];
    if (offset >= 0 && packet.view.getUint16(packet.starts[i] + offset) === type) return true;
  }
  return false;
}
