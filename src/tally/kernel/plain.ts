/**
 * The straight way for the frames that captures are full of: whole Ethernet frames to one station, with a VLAN tag or without, IPv4 without options or fragments
 * or IPv6 without extension headers, TCP or UDP, and a payload that nothing further is read of. It decides nothing on its own: which type, port or first byte leads
 * to a decoder stands in the host's tables, and whatever is not plainly of this kind is refused and takes the walk over the headers (wire/registry.ts).
 * test/tally/plain-frames.test.ts holds one against the other.
 */
import * as Header from '../../wire/header-layout';
import * as IpNumber from '../../wire/ip-number';
import * as Protocol from '../../wire/protocol';
import * as Layout from '../kernel-layout';
import * as Shape from '../plain-shape';
import * as Row from '../row-layout';
import * as Meta from '../row-meta';
import * as Host from './host';
import { countLane } from './lanes';
import { setWord, u8At, u16At, u32At, word } from './memory';
import { freshRow, ipMeta, keepRow, writeAddresses, writeStations, writeTransport } from './rows';

const SHORTEST: u32 = Header.ETHERNET_LENGTH + Header.IPV4_LENGTH + Header.UDP_LENGTH;
const GROUP_BIT = 1;
/** First byte of an IPv4 header without options. */
const VERSION_4_NO_OPTIONS = 0x45;
/** Payloads of fewer bytes are not looked into. */
const LOOKED_AT = 4;

/** Of the last run: bytes on the wire. */
let original: f64 = 0;

export function runOriginal(): f64 {
  return original;
}

/**
 * Takes records `from` … `end` of the batch as long as they are plain frames whose times lie in [`start`, `stop`), and answers the first that is not. `delta`
 * leads from the capture's buffer to this memory; record i is frame `frame` + i.
 */
export function takeRun(from: u32, end: u32, delta: i32, frame: f64, start: f64, stop: f64): u32 {
  original = 0;
  let i = from;
  for (; i < end; i++) {
    const time = load<f64>(Layout.TIMES + (i << 3));
    if (!(time >= start && time < stop) || !takeRecord(i, delta, time, frame + i)) break;
  }
  return i;
}

function takeRecord(i: u32, delta: i32, time: f64, frame: f64): bool {
  const first = load<u32>(Layout.STARTS + (i << 2));
  const last = load<u32>(Layout.ENDS + (i << 2));
  const wireLength = load<u32>(Layout.WIRE_LENGTHS + (i << 2));
  const iface = load<u32>(Layout.INTERFACES + (i << 2));
  if (last - first < wireLength || iface >= <u32>Layout.INTERFACES_KNOWN) return false;
  const place = load<u32>(Layout.PLACES + (iface << 2));
  if (place >= <u32>Layout.REFUSED || !take(first + delta, last + delta, wireLength, place, time, frame)) return false;
  add(Layout.FRAMES_BY_INTERFACE + (iface << 3), 1);
  add(Layout.CAPTURED_BY_INTERFACE + (iface << 3), last - first);
  add(Layout.ORIGINAL_BY_INTERFACE + (iface << 3), wireLength);
  original += wireLength;
  return true;
}

/** Writes the row of the frame from `at` to `end`; false, and nothing has happened, when it is not plain. */
function take(at: usize, end: usize, wireLength: u32, place: u32, time: f64, frame: f64): bool {
  if (<u32>(end - at) < SHORTEST || (u8At(at) & GROUP_BIT) !== 0) return false;
  let ip = at + Header.ETHERNET_LENGTH;
  let next = etherType(at + Header.ETHERNET_TYPE);
  let vlan: i32 = -1;
  if (next === Protocol.Vlan) {
    vlan = u16At(ip) & Header.VID_MASK;
    next = etherType(ip + Header.TAG_TYPE);
    ip += Header.TAG_LENGTH;
  }
  const six = next === Protocol.Ipv6;
  if (!six && next !== Protocol.Ipv4) return false;
  const chain = vlan < 0 ? 0 : chainOf(vlan);
  const row = freshRow(time, frame, wireLength, chain, place);
  if (!(six ? version6(row, ip, end) : version4(row, ip, end))) return false;
  writeStations(row, at);
  keepRow();
  countLane(place, chain);
  countShape(row, vlan, six, wireLength);
  return true;
}

function etherType(at: usize): u32 {
  return load<u8>(Layout.ETHER_TYPES + u16At(at));
}

function chainOf(vlan: u32): u32 {
  const at: usize = Layout.VLAN_CHAINS + (vlan << 2);
  if (load<u32>(at) === 0) store<u32>(at, Host.vlanChain(vlan));
  return load<u32>(at);
}

function countShape(row: usize, vlan: i32, six: bool, wireLength: u32): void {
  const datagram = (word(row, Row.Meta) & Meta.Protocol) === IpNumber.Udp;
  const shape = (vlan < 0 ? 0 : Shape.TAGGED) | (six ? Shape.VERSION_6 : 0) | (datagram ? Shape.DATAGRAM : 0);
  add(Layout.SHAPES + (shape << 3), 1);
  if (vlan < 0) return;
  add(Layout.VLAN_FRAMES + (vlan << 3), 1);
  add(Layout.VLAN_BYTES + (vlan << 3), wireLength);
}

function add(at: usize, amount: f64): void {
  store<f64>(at, load<f64>(at) + amount);
}

function version4(row: usize, ip: usize, end: usize): bool {
  if (<i32>(end - ip) < Header.IPV4_LENGTH || u8At(ip) !== VERSION_4_NO_OPTIONS) return false;
  if ((u16At(ip + Header.IPV4_FLAGS_OFFSET) & (Header.MORE_FRAGMENTS | Header.OFFSET_MASK)) !== 0) return false;
  const last = ip + u16At(ip + Header.IPV4_TOTAL_LENGTH);
  return last <= end && transport(row, ip, false, u8At(ip + Header.IPV4_PROTOCOL), ip + Header.IPV4_LENGTH, last);
}

function version6(row: usize, ip: usize, end: usize): bool {
  if (<i32>(end - ip) < Header.IPV6_LENGTH || u8At(ip) >>> 4 !== 6) return false;
  const at = ip + Header.IPV6_LENGTH;
  const last = at + u16At(ip + Header.IPV6_PAYLOAD_LENGTH);
  return last <= end && transport(row, ip, true, u8At(ip + Header.IPV6_NEXT_HEADER), at, last);
}

function transport(row: usize, ip: usize, six: bool, protocol: u32, at: usize, end: usize): bool {
  const readable = <i32>(end - at);
  if (
    protocol === IpNumber.Tcp
      ? !isPlainSegment(at, readable)
      : protocol !== IpNumber.Udp || !isPlainDatagram(at, readable)
  )
    return false;
  setWord(row, Row.Meta, ipMeta(ip, six) | protocol);
  writeTransport(row, ip, six, at, readable, end);
  writeAddresses(row, ip, six);
  return true;
}

function isPlainSegment(at: usize, readable: i32): bool {
  if (readable < Header.TCP_LENGTH) return false;
  const header: i32 = (u8At(at + Header.TCP_DATA_OFFSET) >>> 4) << 2;
  if (header < Header.TCP_LENGTH || header > readable) return false;
  const payload = readable - header;
  if (payload < LOOKED_AT) return true;
  if (isReadFurther(at + header)) return false;
  const known = ledTo(Layout.TCP_PORTS, at);
  return known === 0 || isNoMessage(known, at + header + Header.DNS_TCP_PREFIX, payload - Header.DNS_TCP_PREFIX);
}

/** True when a decoder may know the payload by its first bytes. */
function isReadFurther(payload: usize): bool {
  const first = load<u8>(Layout.FIRST_BYTES + u8At(payload));
  if (first !== Layout.ONE_OF_WORDS) return first !== 0;
  const word = u32At(payload);
  for (let at: usize = Layout.FIRST_WORDS; load<u32>(at) !== 0; at += 4) if (load<u32>(at) === word) return true;
  return false;
}

function isPlainDatagram(at: usize, readable: i32): bool {
  if (readable < Header.UDP_LENGTH) return false;
  const length = <i32>u16At(at + Header.UDP_LENGTH_FIELD);
  if (length < Header.UDP_LENGTH || length > readable) return false;
  const payload = length - Header.UDP_LENGTH;
  const known = ledTo(Layout.UDP_PORTS, at);
  if (known !== 0) return isNoMessage(known, at + Header.UDP_LENGTH, payload);
  // A first word of one byte and three zeros may be a tunnel's, whatever the port: the walk looks closer.
  return payload < LOOKED_AT || (u32At(at + Header.UDP_LENGTH) & 0xffffff) !== 0;
}

/** Protocol that a port leads to, the destination's before the source's; 0 for none. */
function ledTo(table: usize, at: usize): u32 {
  const destination: u32 = load<u8>(table + u16At(at + 2));
  return destination !== 0 ? destination : load<u8>(table + u16At(at));
}

/** True when the protocol's decoder would refuse the payload at first sight: much that goes to ports 53 and 4790 is neither DNS nor a tunnel. */
function isNoMessage(protocol: u32, at: usize, length: i32): bool {
  if (protocol === Protocol.VxlanGpe)
    return length < Header.GPE_LENGTH || (u32At(at) & <u32>Header.GPE_SHAPE_MASK) !== Header.GPE_SHAPE;
  if (protocol !== Protocol.Dns) return false;
  return length < Header.DNS_LENGTH || u16At(at + Header.DNS_QUESTION_COUNT) > <u32>Header.DNS_MAX_QUESTIONS;
}
