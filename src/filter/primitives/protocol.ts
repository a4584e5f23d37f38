/** `tcp`, `arp`, …: the scope has such a header. */
import * as Path from '../../wire/path.ts';
import type { ProtocolPrimitive, Scope } from '../ast.ts';
import { hasHeader, ipPath } from '../headers.ts';
import { LAYERS } from '../layers.ts';
import { IP_PROTOCOLS } from '../names.ts';
import type { PrimitiveKind, Test } from '../primitive.ts';
import { ipTest } from './protocol-number.ts';

/** IP protocols that exist for one version of IP only, as pcap-filter(7) tests them. */
const ONLY_VERSION: ReadonlyMap<string, number> = new Map([
  ['icmp', 4],
  ['igmp', 4],
  ['icmp6', 6],
]);
/** Found by the number in the IP header, so that fragments and headers that are cut short count. */
const BY_NUMBER = ['tcp', 'udp', 'sctp', 'icmp', 'icmp6', 'igmp', 'esp', 'ah', 'vrrp'];

export const protocol: PrimitiveKind<ProtocolPrimitive> = {
  words: ['ether', 'arp', 'ip', 'ip6', 'stp', 'lldp', 'wireguard', ...BY_NUMBER],
  protocols: [''],
  directed: false,
  repeats: false,
  parse: (_, { word }) => ({ kind: 'protocol', word }),
  print: ({ word }) => word,
  test: ({ word }, scope) => {
    if (word === 'ip') return versionTest(4, scope);
    if (word === 'ip6') return versionTest(6, scope);
    if (BY_NUMBER.includes(word)) return ipTest(IP_PROTOCOLS.get(word)!, ONLY_VERSION.get(word) ?? 0, scope);
    const layer = LAYERS.get(word)!;
    return (packet) => hasHeader(packet, layer, scope);
  },
};

function versionTest(version: number, scope: Scope): Test {
  return (packet) => {
    const path = ipPath(packet, scope);
    return path >= 0 && packet.paths[path + Path.Version] === version;
  };
}
