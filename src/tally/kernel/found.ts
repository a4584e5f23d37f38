/** What becomes of headers that were recognised (headers.ts): a row, and counts by their order and by the VLAN or tunnel they lie in. */
import * as Cast from '../../wire/cast';
import * as IpNumber from '../../wire/ip-number';
import * as Protocol from '../../wire/protocol';
import * as Layout from '../kernel-layout';
import * as Shape from '../plain-shape';
import * as Row from '../row-layout';
import * as Found from './headers';
import { add, setWord, u8At, u16At, u32At, word } from './memory';
import { freshRow, ipMeta, keepRow, writeAddresses, writeStations, writeTransport } from './rows';

const GROUP_BIT = 1;

/** Adds the row; `bits` are those of `Row.Meta` that do not stand in the headers. */
export function addFound(
  found: usize,
  chain: u32,
  bits: u32,
  time: f64,
  frame: f64,
  wireLength: u32,
  place: u32,
): void {
  const row = freshRow(time, frame, wireLength, chain, place);
  const ip = word(found, Found.Ip);
  const six = word(found, Found.Six) !== 0;
  const at = word(found, Found.Transport);
  const end = word(found, Found.End);
  setWord(row, Row.Meta, bits | ipMeta(ip, six) | word(found, Found.Carried));
  writeTransport(row, ip, six, at, end - at, end);
  writeAddresses(row, ip, six);
  writeStations(row, word(found, Found.Ethernet));
  keepRow();
}

/** See `Shape`; of headers that lead to `carries`. */
export function shapeOf(found: usize, carries: u32): u32 {
  const tagged = word(found, Found.Tag) !== 0 ? Shape.TAGGED : 0;
  if (carries === Protocol.Arp) return tagged | Shape.RESOLUTION;
  if (carries === Protocol.Icmp || carries === Protocol.Icmpv6) return tagged | versionOf(found) | Shape.ECHO;
  if (carries === Protocol.Tls) return tagged | versionOf(found) | Shape.RECORD;
  const datagram = word(found, Found.Carried) === IpNumber.Udp ? Shape.DATAGRAM : 0;
  return tagged | datagram | versionOf(found);
}

function versionOf(found: usize): u32 {
  return word(found, Found.Six) !== 0 ? Shape.VERSION_6 : 0;
}

/** Class of the destination address, as in wire/ethernet.ts. */
export function castOf(found: usize): u32 {
  return castAt(word(found, Found.Ethernet));
}

/** The same of the address at `at`. */
export function castAt(at: usize): u32 {
  if ((u8At(at) & GROUP_BIT) === 0) return Cast.Unicast;
  return u32At(at) === 0xffffffff && u16At(at + 4) === 0xffff ? Cast.Broadcast : Cast.Multicast;
}

/** Counts a frame by the order of its headers, and in the innermost VLAN or tunnel by the class of its destination there. */
export function countFrame(shape: u32, chain: u32, cast: u32, wireLength: u32): void {
  add(Layout.SHAPES + (shape << 3), 1);
  if (chain === 0) return;
  const row = (chain * Layout.CASTS + cast) << 3;
  add(Layout.CHAIN_FRAMES + row, 1);
  add(Layout.CHAIN_BYTES + row, wireLength);
}
