/** The transport checksum behind one of a packet's IP headers: TCP (RFC 9293 §3.1), UDP (RFC 768), ICMP (RFC 792), ICMPv6 (RFC 4443 §2.3). */
import * as IpNumber from '../wire/ip-number.ts';
import type { Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import { fold, pseudoSum, sum } from './checksum.ts';
import * as Checksum from './checksum-state.ts';

const IPV4_HEADER_LENGTH = 20;
const IPV6_HEADER_LENGTH = 40;
const UDP_LENGTH = 4;
/** Where the checksum stands in the header of each protocol; 0 for those that are not looked at. */
const FIELDS = new Uint8Array(256);
FIELDS[IpNumber.Tcp] = 16;
FIELDS[IpNumber.Udp] = 6;
FIELDS[IpNumber.Icmp] = 2;
FIELDS[IpNumber.Icmpv6] = 2;

/** A `Checksum`; Unknown for what was cut or is a fragment, for UDP without one, and behind options or extension headers, which may change the addresses that count. */
export function pathChecksum(packet: Packet, path: number): number {
  const { view, paths } = packet;
  const at = paths[path + Path.Transport];
  const field = FIELDS[paths[path + Path.Protocol] & 0xff];
  const end = paths[path + Path.End];
  if (field === 0 || !isWhole(packet, path) || end - at < field + 2) return Checksum.Unknown;
  const stored = view.getUint16(at + field);
  const udp = paths[path + Path.Protocol] === IpNumber.Udp;
  const length = udp ? view.getUint16(at + UDP_LENGTH) : end - at;
  if (length < field + 2 || length > end - at || (udp && stored === 0)) return Checksum.Unknown;
  const protocol = paths[path + Path.Protocol];
  const pseudo = protocol === IpNumber.Icmp ? 0 : pseudoSum(view, paths[path + Path.Ip], protocol, length);
  if (fold(pseudo + sum(view, at, length)) === 0xffff) return Checksum.Good;
  return pseudo > 0 && stored === fold(pseudo) ? Checksum.Unfinished : Checksum.Bad;
}

/** True when the captured bytes hold a checksum that the sender computed, over whatever else the packet had: there is one, and it is not the pseudo-header's sum alone. */
export function hasOwnChecksum({ view, paths }: Packet, path: number): boolean {
  const at = paths[path + Path.Transport];
  const protocol = paths[path + Path.Protocol];
  const field = FIELDS[protocol & 0xff];
  if (at < 0 || field === 0 || paths[path + Path.Fragment] !== 0 || paths[path + Path.End] - at < field + 2)
    return false;
  const stored = view.getUint16(at + field);
  const length = protocol === IpNumber.Udp ? view.getUint16(at + UDP_LENGTH) : paths[path + Path.WireEnd] - at;
  return stored !== 0 && stored !== fold(pseudoSum(view, paths[path + Path.Ip], protocol, length));
}

/** True when the checksum of the IPv4 header (RFC 791 §3.1) is right; IPv6 has none to be wrong. */
export function headerIsGood({ view, paths }: Packet, path: number): boolean {
  return paths[path + Path.Version] === 6 || fold(sum(view, paths[path + Path.Ip], IPV4_HEADER_LENGTH)) === 0xffff;
}

/** True for a packet that was captured to its end, is no fragment, and has its transport right behind a bare IP header. */
function isWhole({ paths }: Packet, path: number): boolean {
  const header = paths[path + Path.Version] === 6 ? IPV6_HEADER_LENGTH : IPV4_HEADER_LENGTH;
  return (
    paths[path + Path.Transport] === paths[path + Path.Ip] + header &&
    paths[path + Path.End] === paths[path + Path.WireEnd] &&
    paths[path + Path.Fragment] === 0
  );
}
