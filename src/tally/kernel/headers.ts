/**
 * Recognises headers that are plainly what they seem: Ethernet, with a VLAN tag or without, ARP of Ethernet and IPv4, or IPv4 without options or fragments or IPv6 without
 * extension headers, TCP, UDP or an echo. It decides nothing on its own: which type, port or first word leads to a decoder stands in the host's tables, and whatever is not
 * plainly of this kind is left to the walk over the headers (wire/registry.ts).
 */
import * as Header from '../../wire/header-layout';
import * as IpNumber from '../../wire/ip-number';
import * as Protocol from '../../wire/protocol';
import * as Layout from '../kernel-layout';
import { setWord, u8At, u16At, u32At, word } from './memory';

/** Words of what is found (`Layout.OUTER`, `Layout.INNER`): where headers begin, and one past the last byte that the IP header claims; of ARP, `Ip` is where it begins and `End` where the frame ends. */
export const Ethernet = 0;
/** VLAN id + 1; 0 without a tag. */
export const Tag = 1;
export const Ip = 2;
/** 1 for IPv6. */
export const Six = 3;
/** IP protocol number. */
export const Carried = 4;
export const Transport = 5;
export const End = 6;

const SHORTEST: i32 = Header.ETHERNET_LENGTH + Header.TAG_LENGTH;
/** First byte of an IPv4 header without options. */
const VERSION_4_NO_OPTIONS = 0x45;
const PORTS: u32 = 0x10000;
/** A page of ports is those with the same upper byte. */
const PAGE_SHIFT = 8;
/** Payloads of fewer bytes are not looked into. */
const LOOKED_AT = 4;

/**
 * Recognises the headers of the frame from `at` to `end`, notes them at `found`, and answers ARP, TCP, TLS, UDP, ICMP or ICMPv6 when nothing further is read of the payload, the
 * protocol when a tunnel follows, and None for all frames that are not plain.
 */
export function recognise(found: usize, at: usize, end: usize): u32 {
  if (<i32>(end - at) < SHORTEST) return Protocol.None;
  let ip = at + Header.ETHERNET_LENGTH;
  let next = etherType(at + Header.ETHERNET_TYPE);
  let tag: u32 = 0;
  if (next === Protocol.Vlan) {
    tag = (u16At(ip) & Header.VID_MASK) + 1;
    next = etherType(ip + Header.TAG_TYPE);
    ip += Header.TAG_LENGTH;
  }
  setWord(found, Ethernet, at);
  setWord(found, Tag, tag);
  setWord(found, Ip, ip);
  if (next === Protocol.Ipv4) return version4(found, ip, end);
  if (next === Protocol.Ipv6) return version6(found, ip, end);
  return next === Protocol.Arp ? resolution(found, ip, end) : Protocol.None;
}

/** A question or answer of somebody who has an address, about somebody who may: what tests an address takes the walk. */
function resolution(found: usize, at: usize, end: usize): u32 {
  if (<i32>(end - at) < Header.ARP_LENGTH || !isEthernetIpv4(at)) return Protocol.None;
  const operation = u16At(at + Header.ARP_OPERATION);
  if (operation !== Header.ARP_REQUEST && operation !== Header.ARP_REPLY) return Protocol.None;
  if (u32At(at + Header.ARP_SENDER_IP) === 0 || u32At(at + Header.ARP_TARGET_IP) === 0) return Protocol.None;
  setWord(found, End, end);
  return Protocol.Arp;
}

function etherType(at: usize): u32 {
  return load<u8>(Layout.ETHER_TYPES + u16At(at));
}

/** True when the packet holds station and IPv4 addresses; the hardware type may be that of another IEEE 802 network. */
export function isEthernetIpv4(message: usize): bool {
  const sizes = u16At(message + Header.ARP_SIZES);
  return sizes === Header.ARP_ETHERNET_IPV4_SIZES && u16At(message + Header.ARP_PROTOCOL_TYPE) === Header.ARP_IPV4_TYPE;
}

function version4(found: usize, ip: usize, end: usize): u32 {
  if (<i32>(end - ip) < Header.IPV4_LENGTH || u8At(ip) !== VERSION_4_NO_OPTIONS) return Protocol.None;
  if ((u16At(ip + Header.IPV4_FLAGS_OFFSET) & (Header.MORE_FRAGMENTS | Header.OFFSET_MASK)) !== 0) return Protocol.None;
  const last = ip + u16At(ip + Header.IPV4_TOTAL_LENGTH);
  if (last > end) return Protocol.None;
  setWord(found, Six, 0);
  return transport(found, u8At(ip + Header.IPV4_PROTOCOL), ip + Header.IPV4_LENGTH, last);
}

function version6(found: usize, ip: usize, end: usize): u32 {
  if (<i32>(end - ip) < Header.IPV6_LENGTH || u8At(ip) >>> 4 !== 6) return Protocol.None;
  const at = ip + Header.IPV6_LENGTH;
  const last = at + u16At(ip + Header.IPV6_PAYLOAD_LENGTH);
  if (last > end) return Protocol.None;
  setWord(found, Six, 1);
  return transport(found, u8At(ip + Header.IPV6_NEXT_HEADER), at, last);
}

function transport(found: usize, protocol: u32, at: usize, end: usize): u32 {
  const readable = <i32>(end - at);
  setWord(found, Carried, protocol);
  setWord(found, Transport, at);
  setWord(found, End, end);
  if (protocol === IpNumber.Tcp) return segment(at, readable);
  return protocol === IpNumber.Udp ? datagram(at, readable) : echo(word(found, Six) !== 0, protocol, at, readable);
}

function echo(six: bool, protocol: u32, at: usize, readable: i32): u32 {
  if (readable < Header.ICMP_LENGTH) return Protocol.None;
  const type = u8At(at);
  if (six) {
    const isEcho = type === Header.ECHO_REQUEST_6 || type === Header.ECHO_REPLY_6;
    return protocol === IpNumber.Icmpv6 && isEcho ? Protocol.Icmpv6 : Protocol.None;
  }
  const isEcho = type === Header.ECHO || type === Header.ECHO_REPLY;
  return protocol === IpNumber.Icmp && isEcho ? Protocol.Icmp : Protocol.None;
}

function segment(at: usize, readable: i32): u32 {
  if (readable < Header.TCP_LENGTH) return Protocol.None;
  const header: i32 = (u8At(at + Header.TCP_DATA_OFFSET) >>> 4) << 2;
  if (header < Header.TCP_LENGTH || header > readable) return Protocol.None;
  const payload = readable - header;
  if (payload < LOOKED_AT) return Protocol.Tcp;
  if (isReadFurther(at + header)) return Protocol.None;
  if (startsRecord(u32At(at + header))) return payload < Header.TLS_LENGTH ? Protocol.Tcp : Protocol.Tls;
  const known = ledTo(Layout.TCP_PORTS, Layout.TCP_PAGES, at);
  if (known === 0) return Protocol.Tcp;
  const message = at + header + Header.DNS_TCP_PREFIX;
  return isNoMessage(known, message, payload - Header.DNS_TCP_PREFIX) ? Protocol.Tcp : Protocol.None;
}

/** True when a message that is read further begins so. */
function isReadFurther(payload: usize): bool {
  if (load<u8>(Layout.FIRST_BYTES + u8At(payload)) === 0) return false;
  const word = u32At(payload);
  for (let at: usize = Layout.FIRST_WORDS; load<u32>(at) !== 0; at += 4) if (load<u32>(at) === word) return true;
  return false;
}

/** As in wire/tls.ts: nothing but its presence is told of a record. */
function startsRecord(word: u32): bool {
  const type = word >>> 24;
  if (type < <u32>Header.TLS_FIRST_TYPE || type > <u32>Header.TLS_LAST_TYPE) return false;
  const version = (word >>> 8) & 0xffff;
  return version >= <u32>Header.TLS_FIRST_VERSION && version <= <u32>Header.TLS_LAST_VERSION;
}

function datagram(at: usize, readable: i32): u32 {
  if (readable < Header.UDP_LENGTH) return Protocol.None;
  const length = <i32>u16At(at + Header.UDP_LENGTH_FIELD);
  if (length < Header.UDP_LENGTH || length > readable) return Protocol.None;
  const payload = length - Header.UDP_LENGTH;
  const known = ledTo(Layout.UDP_PORTS, Layout.UDP_PAGES, at);
  if (known === Protocol.Vxlan || known === Protocol.Geneve) return known;
  if (known !== 0) return isNoMessage(known, at + Header.UDP_LENGTH, payload) ? Protocol.Udp : Protocol.None;
  // A first word of one byte and three zeros may be a tunnel's, whatever the port: the walk looks closer.
  const plain = payload < LOOKED_AT || (u32At(at + Header.UDP_LENGTH) & 0xffffff) !== 0;
  return plain ? Protocol.Udp : Protocol.None;
}

/** Protocol that a port leads to, the lower one before the other (as `byPort` of wire/next.ts); 0 for none. */
function ledTo(table: usize, pages: usize, at: usize): u32 {
  const one = u16At(at);
  const other = u16At(at + 2);
  const lower = decoderOf(table, pages, min(one, other));
  return lower !== 0 ? lower : decoderOf(table, pages, max(one, other));
}

function decoderOf(table: usize, pages: usize, port: u32): u32 {
  return load<u8>(pages + (port >>> PAGE_SHIFT)) !== 0 ? load<u8>(table + port) : 0;
}

/** Marks the pages of ports of which any leads to a decoder: most packets need look no further, and the tables of all ports are larger than the first-level cache. */
export function markPorts(): void {
  markPages(Layout.UDP_PORTS, Layout.UDP_PAGES);
  markPages(Layout.TCP_PORTS, Layout.TCP_PAGES);
}

function markPages(table: usize, pages: usize): void {
  for (let port: u32 = 0; port < PORTS; port += 8)
    if (load<u64>(table + port) !== 0) store<u8>(pages + (port >>> PAGE_SHIFT), 1);
}

/** True when the protocol's decoder would refuse the payload at first sight: much that goes to ports 53, 67, 4790 and 5353 is no such thing. */
function isNoMessage(protocol: u32, at: usize, length: i32): bool {
  if (protocol === Protocol.VxlanGpe)
    return length < Header.GPE_LENGTH || (u32At(at) & <u32>Header.GPE_SHAPE_MASK) !== Header.GPE_SHAPE;
  if (protocol === Protocol.Dhcp)
    return length >= Header.DHCP_OPTIONS && u32At(at + Header.DHCP_COOKIE_AT) !== Header.DHCP_COOKIE;
  if (protocol === Protocol.Mdns)
    return length < Header.DNS_LENGTH || (u16At(at + Header.MDNS_FLAGS) & Header.MDNS_ZERO_BITS) !== 0;
  if (protocol !== Protocol.Dns) return false;
  return length < Header.DNS_LENGTH || u16At(at + Header.DNS_QUESTION_COUNT) > <u32>Header.DNS_MAX_QUESTIONS;
}
