/** IP headers, their options and extension headers; ARP. */
import * as arp from '../../wire/arp.ts';
import * as ipv4 from '../../wire/ipv4.ts';
import * as ipv6 from '../../wire/ipv6.ts';
import type { Rewrite } from './layer.ts';

const ARP_HEADER = 8;
const EXTENSION_FIXED = 2;
/** Routing header (RFC 8200 §4.4): type, segments left and four more bytes, then addresses (types 0, 2 and 4). */
const ROUTING = 43;
const ROUTING_FIXED = 8;
const ADDRESS_LISTS = [0, 2, 4];
const IPV6_BYTES = 16;
/** Offset in the IPv6 header. */
const NEXT_HEADER = 6;

/** Options hold routes and times; zeros end their list. */
export const ipv4Part: Rewrite = ({ bytes, at, next }, { addresses }) => {
  addresses.replaceIpv4(bytes, at + ipv4.SOURCE, next, 2);
  bytes.fill(0, at + ipv4.MIN_LENGTH, next);
  return next;
};

export const ipv6Part: Rewrite = ({ bytes, at, next }, { addresses }) => {
  addresses.replaceIpv6(bytes, at + ipv6.SOURCE, next, 2);
  return next;
};

/** Options become padding; which header this is stands in the one before, so a list of addresses is known by its form. */
export const ipv6ExtensionPart: Rewrite = ({ bytes, at, next }, { addresses }) => {
  let done = at + EXTENSION_FIXED;
  if (isAddressList(bytes, at, next)) done = addresses.replaceIpv6(bytes, at + ROUTING_FIXED, next, next - at);
  bytes.fill(0, done, next);
  return next;
};

export const arpPart: Rewrite = ({ bytes, view, at, next, end }, { addresses }) => {
  if (!arp.isEthernetIpv4(view, at)) return at + ARP_HEADER;
  addresses.replaceStation(bytes, at + arp.SENDER_MAC, end);
  addresses.replaceIpv4(bytes, at + arp.SENDER_IP, end);
  addresses.replaceStation(bytes, at + arp.TARGET_MAC, end);
  addresses.replaceIpv4(bytes, at + arp.TARGET_IP, end);
  return next;
};

/** The header before names this one in its next header field, which is its first byte (extensions) or its seventh (IPv6). */
function isAddressList(bytes: Uint8Array, at: number, next: number): boolean {
  const named = bytes[at - ipv6.HEADER_LENGTH + NEXT_HEADER];
  const follows = bytes[at - ipv6.HEADER_LENGTH] >> 4 === 6 && named === ROUTING;
  return follows && ADDRESS_LISTS.includes(bytes[at + 2]) && (next - at - ROUTING_FIXED) % IPV6_BYTES === 0;
}
