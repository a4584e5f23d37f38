/** ICMP and ICMPv6: quoted packets, redirects, neighbour discovery (RFC 4861), multicast listeners (RFC 2710, RFC 9777). */
import * as icmp from '../../wire/icmp.ts';
import * as icmpv6 from '../../wire/icmpv6.ts';
import { groupRecords } from './group-records.ts';
import type { Layer, Rewrite, Tools } from './layer.ts';
import { neighbourOptions } from './neighbour-options.ts';

const { Icmpv6Type } = icmpv6;
/** Addresses behind the header of 8 bytes. */
const TARGET = icmpv6.HEADER_LENGTH;
const IPV6_BYTES = 16;
/** Fixed part of a router advertisement (§4.2). */
const ADVERTISEMENT_LENGTH = 16;
/** An ICMP redirect's gateway stands where other messages have a number. */
const GATEWAY = 4;
/** Multicast listener query, report, done; version 2 report (RFC 9777 §5). */
const GROUP_MESSAGES = [130, 131, 132];
const QUERY_SOURCES = 28;
const V2_REPORT = 143;

/** Echo data are dropped. */
export const icmpPart: Rewrite = (layer, tools) => {
  const { bytes, view, at, end } = layer;
  const quoted = icmp.quotedAt(view, at);
  if (quoted < 0) return at + icmp.HEADER_LENGTH;
  if (icmp.type(view, at) === icmp.IcmpType.Redirect) tools.addresses.replaceIpv4(bytes, at + GATEWAY, end);
  tools.rewriteQuoted(layer, quoted, end);
  return end;
};

export const icmpv6Part: Rewrite = (layer, tools) => {
  const { view, at, end } = layer;
  const kind = icmpv6.type(view, at);
  const quoted = icmpv6.quotedAt(view, at);
  if (quoted >= 0) {
    tools.rewriteQuoted(layer, quoted, end);
    return end;
  }
  if (kind === V2_REPORT) return groupRecords(layer, IPV6_BYTES, (...place) => tools.addresses.replaceIpv6(...place));
  if (GROUP_MESSAGES.includes(kind)) return groupMessage(layer, tools);
  return discovery(layer, tools, kind);
};

function discovery(layer: Layer, tools: Tools, kind: number): number {
  const { bytes, at, end } = layer;
  const addresses = ADDRESSES.get(kind);
  if (kind === Icmpv6Type.RouterAdvertisement)
    return neighbourOptions(layer, tools, Math.min(at + ADVERTISEMENT_LENGTH, end));
  if (addresses === undefined) return at + icmpv6.HEADER_LENGTH;
  const done = tools.addresses.replaceIpv6(bytes, at + TARGET, end, addresses);
  return done < at + TARGET + addresses * IPV6_BYTES ? done : neighbourOptions(layer, tools, done);
}

/** Addresses between header and options. */
const ADDRESSES: ReadonlyMap<number, number> = new Map([
  [Icmpv6Type.RouterSolicitation, 0],
  [Icmpv6Type.NeighborSolicitation, 1],
  [Icmpv6Type.NeighborAdvertisement, 1],
  [Icmpv6Type.Redirect, 2],
]);

/** A version 2 query goes on with four bytes of numbers and its sources. */
function groupMessage({ bytes, at, end }: Layer, { addresses }: Tools): number {
  const done = addresses.replaceIpv6(bytes, at + TARGET, end);
  const sources = at + QUERY_SOURCES;
  return sources > end ? done : addresses.replaceIpv6(bytes, sources, end, end - sources);
}
