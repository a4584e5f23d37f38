/** Which checksums a decoded packet has, outermost first. */
import * as IpNumber from '../wire/ip-number.ts';
import * as ipv4 from '../wire/ipv4.ts';
import * as ipv6 from '../wire/ipv6.ts';
import * as ipv6Fragment from '../wire/ipv6-fragment.ts';
import type { Packet } from '../wire/packet.ts';
import * as Protocol from '../wire/protocol.ts';
import type { Covered } from './checksums.ts';

const IPV4_FIELD = 10;
/** UDP: length; UDP-Lite: how much is covered, 0 for all. */
const UDP_LENGTH = 4;
/** A length of 0 under this next header: a jumbogram (RFC 2675 §2). */
const HOP_BY_HOP = 0;
/** GRE: checksum present, and where it then stands. */
const GRE_PRESENT = 0x8000;
const GRE_FIELD = 4;
const VRRP_NUMBER = 112;
const FIELD_LENGTH = 2;

/** Where a checksum stands, and under which number the pseudo header counts it. VRRP has one over IPv6 only (RFC 9568 §5.2.8). */
interface Transport {
  field: number;
  number: number;
  pseudo: 'always' | 'ipv6' | 'never';
}
const TRANSPORTS: ReadonlyMap<number, Transport> = new Map<number, Transport>([
  [Protocol.Tcp, { field: 16, number: IpNumber.Tcp, pseudo: 'always' }],
  [Protocol.Udp, { field: 6, number: IpNumber.Udp, pseudo: 'always' }],
  [Protocol.Icmp, { field: 2, number: IpNumber.Icmp, pseudo: 'never' }],
  [Protocol.Icmpv6, { field: 2, number: IpNumber.Icmpv6, pseudo: 'always' }],
  [Protocol.Igmp, { field: 2, number: 2, pseudo: 'never' }],
  [Protocol.Vrrp, { field: 6, number: VRRP_NUMBER, pseudo: 'ipv6' }],
  [Protocol.UdpLite, { field: 6, number: IpNumber.UdpLite, pseudo: 'always' }],
]);

/** An IP header on the way in. */
interface Network {
  at: number;
  /** One past what its length field claims, within what is around it. */
  end: number;
  fragment: boolean;
}

/** Every checksum in the packet between its start and `limit`, the last captured byte. */
export function coveredBy(packet: Packet, limit: number): Covered[] {
  const { protocols, starts, view, whole, count } = packet;
  const found: Covered[] = [];
  let network: Network | null = null;
  let around = limit;
  for (let i = 0; i < whole; i++) {
    const at = starts[i];
    // A 6 in front of what was called IPv4 is IPv6: the layer has no length (wire/ipv4.ts).
    if (protocols[i] === Protocol.Ipv4 && starts[i + 1] === at && i + 1 < count) continue;
    if (protocols[i] === Protocol.Ipv4 || protocols[i] === Protocol.Ipv6) {
      network = networkAt(view, at, around, protocols[i] === Protocol.Ipv6);
      around = network.end;
      if (protocols[i] === Protocol.Ipv4) found.push(headerOf(view, at));
    } else if (protocols[i] === Protocol.Ipv6Fragment && network !== null) network.fragment ||= isFragment(view, at);
    else if (network !== null) found.push(...transportOf(view, protocols[i], at, { network, limit }));
  }
  return found;
}

function networkAt(view: DataView, at: number, around: number, six: boolean): Network {
  if (six) {
    const length = ipv6.payloadLength(view, at);
    const jumbo = length === 0 && ipv6.nextHeader(view, at) === HOP_BY_HOP;
    return { at, end: jumbo ? around : at + ipv6.HEADER_LENGTH + length, fragment: false };
  }
  const fragment = ipv4.moreFragments(view, at) !== 0 || ipv4.fragmentOffset(view, at) !== 0;
  const total = ipv4.totalLength(view, at);
  return { at, end: total === 0 ? around : at + total, fragment };
}

const headerOf = (view: DataView, at: number): Covered => ({
  field: at + IPV4_FIELD,
  from: at,
  to: at + ipv4.headerLength(view, at),
  ip: -1,
  protocol: 0,
  length: 0,
  whole: true,
});

/** At most one. */
function transportOf(
  view: DataView,
  protocol: number,
  at: number,
  { network, limit }: { network: Network; limit: number },
): Covered[] {
  const transport = transportFor(view, protocol, at);
  if (transport === undefined || at + transport.field + FIELD_LENGTH > limit) return [];
  const { field, number, pseudo } = transport;
  const length = protocol === Protocol.Udp ? view.getUint16(at + UDP_LENGTH) : network.end - at;
  const coverage = protocol === Protocol.UdpLite ? view.getUint16(at + UDP_LENGTH) || length : length;
  const to = at + coverage;
  const six = view.getUint8(network.at) >> 4 === 6;
  const counted = pseudo === 'always' || (pseudo === 'ipv6' && six);
  const whole = !network.fragment && to <= Math.min(limit, network.end) && coverage >= field + FIELD_LENGTH;
  return [{ field: at + field, from: at, to, ip: counted ? network.at : -1, protocol: number, length, whole }];
}

function transportFor(view: DataView, protocol: number, at: number): Transport | undefined {
  if (protocol !== Protocol.Gre) return TRANSPORTS.get(protocol);
  const present = (view.getUint16(at) & GRE_PRESENT) !== 0;
  return present ? { field: GRE_FIELD, number: IpNumber.Gre, pseudo: 'never' } : undefined;
}

const isFragment = (view: DataView, at: number): boolean =>
  ipv6Fragment.fragmentOffset(view, at) !== 0 || ipv6Fragment.moreFragments(view, at) !== 0;
