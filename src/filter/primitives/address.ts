/** `host` and `net`: the addresses of an IP header, or of an ARP packet for IPv4. */

import type { Packet } from '../../wire/packet.ts';
import * as Path from '../../wire/path.ts';
import * as Protocol from '../../wire/protocol.ts';
import type { AddressPrimitive, Network, Scope } from '../ast.ts';
import { directed, printHead } from '../direction.ts';
import { capturedEnd, headerAt, ipPath } from '../headers.ts';
import { printHost, printNetwork, readHost, readNetwork } from '../network.ts';
import type { Head, PrimitiveKind, Test } from '../primitive.ts';
import type { Tokens } from '../tokens.ts';

/** Source and destination: RFC 791 §3.1, RFC 8200 §3. */
const IP_ADDRESSES = { 4: [12, 16], 6: [8, 24] } as const;
/** RFC 826: lengths of the hardware and protocol addresses, then sender and target, hardware before protocol address. */
const ARP_HARDWARE_LENGTH = 4;
const ARP_PROTOCOL_LENGTH = 5;
const ARP_ADDRESSES = 8;
const IPV4_LENGTH = 4;

type PairTest = ReturnType<typeof directed>;

export const address: PrimitiveKind<AddressPrimitive> = {
  words: ['host', 'net'],
  protocols: ['', 'ip', 'ip6', 'arp'],
  directed: true,
  repeats: true,
  parse,
  print: ({ protocol, direction, word, network }) =>
    `${printHead(protocol, direction, word)} ${word === 'host' ? printHost(network) : printNetwork(network)}`,
  test: ({ protocol, direction, network }, scope) => {
    const matches = directed(direction, inNetwork(network));
    const ip = ipTest(network.version, scope, matches);
    if (network.version === 6 || protocol === 'ip') return ip;
    const arp = arpTest(scope, matches);
    return protocol === 'arp' ? arp : (packet) => (ipPath(packet, scope) < 0 ? arp(packet) : ip(packet));
  },
};

function parse(tokens: Tokens, head: Head): AddressPrimitive {
  const token = tokens.peek();
  const word = head.word as AddressPrimitive['word'];
  const network = word === 'host' ? readHost(tokens) : readNetwork(tokens);
  const protocol = head.protocol as AddressPrimitive['protocol'];
  const version = protocol === 'ip6' ? 6 : 4;
  if (protocol !== null && network.version !== version) tokens.fail(`an IPv${version} address`, token);
  return { kind: 'address', word, protocol, direction: head.direction ?? 'either', network };
}

function inNetwork({ address, mask }: Network): (packet: Packet, at: number) => boolean {
  const [first, ...rest] = address.map((word) => word | 0);
  const [firstMask, ...restMasks] = mask;
  return ({ view }, at) => {
    if ((view.getInt32(at) & firstMask) !== first) return false;
    for (let i = 0; i < rest.length; i++) {
      if ((view.getInt32(at + 4 * i + 4) & restMasks[i]) !== rest[i]) return false;
    }
    return true;
  };
}

function ipTest(version: 4 | 6, scope: Scope, matches: PairTest): Test {
  const [source, destination] = IP_ADDRESSES[version];
  return (packet) => {
    const path = ipPath(packet, scope);
    if (path < 0 || packet.paths[path + Path.Version] !== version) return false;
    const at = packet.paths[path + Path.Ip];
    return matches(packet, at + source, at + destination);
  };
}

function arpTest(scope: Scope, matches: PairTest): Test {
  return (packet) => {
    const at = headerAt(packet, Protocol.Arp, scope);
    const end = capturedEnd(packet);
    if (at < 0 || at + ARP_ADDRESSES > end || packet.bytes[at + ARP_PROTOCOL_LENGTH] !== IPV4_LENGTH) return false;
    const hardware = packet.bytes[at + ARP_HARDWARE_LENGTH];
    const sender = at + ARP_ADDRESSES + hardware;
    const target = sender + IPV4_LENGTH + hardware;
    return target + IPV4_LENGTH <= end && matches(packet, sender, target);
  };
}
