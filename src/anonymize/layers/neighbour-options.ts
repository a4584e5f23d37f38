/** Options of neighbour discovery (RFC 4861 §4.6, RFC 4191 §2.3, RFC 8106 §5.1). */
import { SOURCE_LINK_ADDRESS, TARGET_LINK_ADDRESS } from '../../wire/icmpv6.ts';
import { masked } from '../addresses/masked.ts';
import type { Layer, Tools } from './layer.ts';

const UNIT = 8;
const HEADER = 2;
const STATION_BYTES = 6;
const IPV6_BYTES = 16;
const PREFIX = 3;
const PREFIX_AT = 16;
const REDIRECTED = 4;
const REDIRECTED_AT = 8;
const MTU = 5;
const ROUTE = 24;
const ROUTE_AT = 8;
const RESOLVERS = 25;
const RESOLVERS_AT = 8;
/** Of prefix and route options, in bits. */
const LENGTH_AT = 2;

/** Rewrites the options from `at` on; answers where they end. */
export function neighbourOptions(layer: Layer, tools: Tools, at: number): number {
  const { bytes, end } = layer;
  let option = at;
  while (option + HEADER <= end && bytes[option + 1] !== 0) {
    const following = option + bytes[option + 1] * UNIT;
    if (following > end) {
      bytes.fill(0, option + HEADER, end);
      return end;
    }
    rewrite(layer, tools, option, following);
    option = following;
  }
  return option;
}

function rewrite(layer: Layer, tools: Tools, option: number, end: number): void {
  const { bytes } = layer;
  const { addresses } = tools;
  switch (bytes[option]) {
    case SOURCE_LINK_ADDRESS:
    case TARGET_LINK_ADDRESS:
      bytes.fill(0, addresses.replaceStation(bytes, option + HEADER, option + HEADER + STATION_BYTES), end);
      return;
    case PREFIX:
      replacePrefix(layer, tools, option, option + PREFIX_AT);
      return;
    case ROUTE:
      replacePrefix(layer, tools, option, option + ROUTE_AT);
      return;
    case RESOLVERS:
      addresses.replaceIpv6(bytes, option + RESOLVERS_AT, end, end);
      return;
    case REDIRECTED:
      tools.rewriteQuoted(layer, option + REDIRECTED_AT, end);
      return;
    case MTU:
      return;
    default:
      bytes.fill(0, option + HEADER, end);
  }
}

/** Bits behind the prefix stay zero. A route option may leave bytes out that would be zero. */
function replacePrefix({ bytes, end }: Layer, { addresses }: Tools, option: number, at: number): void {
  const stop = Math.min(at + IPV6_BYTES, option + bytes[option + 1] * UNIT, end);
  const prefix = new Uint8Array(IPV6_BYTES);
  prefix.set(bytes.subarray(at, Math.max(at, stop)));
  const bits = bytes[option + LENGTH_AT];
  bytes.set(masked(addresses.ipv6.of(prefix), bits).subarray(0, Math.max(0, stop - at)), at);
}
