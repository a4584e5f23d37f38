/** Frames built from the inside out, with right lengths and checksums: `ethernet(ipv4({…}, tcp({…})))`. */
import { parseIpv4, parseIpv6, parseMac } from '../../src/base/addresses.ts';
import { concat } from './capture-builder.ts';

export const MAC_A = '02:00:00:00:00:0a';
export const MAC_B = '02:00:00:00:00:0b';
export const BROADCAST = 'ff:ff:ff:ff:ff:ff';

/** TCP flags by name. */
export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const ACK = 16;

/** What stands behind an Ethernet header or a tag. */
export interface Network {
  etherType: number;
  bytes: Uint8Array;
}

/** What stands behind an IP header; its checksum needs the addresses in front of it. */
export interface Transport {
  protocol: number;
  /** Offset of the checksum; null when it has none. */
  checksum: number | null;
  bytes: Uint8Array;
  /** True when the checksum covers the addresses as well. */
  pseudo: boolean;
}

export interface Stations {
  from?: string;
  to?: string;
}

/** An Ethernet frame, from MAC_A to MAC_B unless told otherwise. */
export const ethernet = (network: Network, { from = MAC_A, to = MAC_B }: Stations = {}): Uint8Array =>
  concat([parseMac(to)!, parseMac(from)!, u16(network.etherType), network.bytes]);

/** A VLAN tag in front of something. */
export const vlan = (vid: number, network: Network, tpid = 0x8100): Network => ({
  etherType: tpid,
  bytes: concat([u16(vid), u16(network.etherType), network.bytes]),
});

export interface IpFields {
  from?: string;
  to?: string;
  ttl?: number;
  id?: number;
  dontFragment?: boolean;
  /** Fragment offset in bytes, and whether more follow. */
  offset?: number;
  more?: boolean;
}

/** An IPv4 packet from 10.0.0.1 to 10.0.0.2. */
export function ipv4(fields: IpFields, transport: Transport): Network {
  const {
    from = '10.0.0.1',
    to = '10.0.0.2',
    ttl = 64,
    id = 0,
    dontFragment = false,
    offset = 0,
    more = false,
  } = fields;
  const addresses = concat([u32(parseIpv4(from)!), u32(parseIpv4(to)!)]);
  const flags = (dontFragment ? 0x4000 : 0) | (more ? 0x2000 : 0) | (offset >> 3);
  const header = concat([
    Uint8Array.of(0x45, 0),
    u16(20 + transport.bytes.length),
    u16(id),
    u16(flags),
    Uint8Array.of(ttl, transport.protocol, 0, 0),
    addresses,
  ]);
  put16(header, 10, checksum(header));
  return { etherType: 0x0800, bytes: concat([header, finished(transport, addresses)]) };
}

/** An IPv6 packet from fd00::1 to fd00::2. */
export function ipv6(fields: IpFields, transport: Transport): Network {
  const { from = 'fd00::1', to = 'fd00::2', ttl = 64 } = fields;
  const addresses = concat([parseIpv6(from)!, parseIpv6(to)!]);
  const header = concat([
    Uint8Array.of(0x60, 0, 0, 0),
    u16(transport.bytes.length),
    Uint8Array.of(transport.protocol, ttl),
    addresses,
  ]);
  return { etherType: 0x86dd, bytes: concat([header, finished(transport, addresses)]) };
}

export interface TcpFields {
  from?: number;
  to?: number;
  sequence?: number;
  acknowledgment?: number;
  flags?: number;
  window?: number;
  /** Whole options, padded here. */
  options?: Uint8Array;
}

/** A TCP segment from port 40000 to 80 with ACK, unless told otherwise; the payload is so many bytes, or these. */
export function tcp(fields: TcpFields = {}, payload: number | Uint8Array = 0): Transport {
  const { from = 40_000, to = 80, sequence = 1, acknowledgment = 1, flags = ACK, window = 1000 } = fields;
  const options = padded(fields.options ?? new Uint8Array(0));
  const header = concat([
    u16(from),
    u16(to),
    u32(sequence),
    u32(acknowledgment),
    Uint8Array.of((5 + options.length / 4) << 4, flags),
    u16(window),
    u32(0),
    options,
  ]);
  return { protocol: 6, checksum: 16, pseudo: true, bytes: concat([header, bytesOf(payload)]) };
}

/** The option MSS, and the option window scale. */
export const mss = (bytes: number): Uint8Array => concat([Uint8Array.of(2, 4), u16(bytes)]);
export const windowScale = (shift: number): Uint8Array => Uint8Array.of(3, 3, shift);

/** A UDP datagram from port 5000 to 6000 unless told otherwise. */
export function udp(
  { from = 5000, to = 6000 }: { from?: number; to?: number },
  payload: number | Uint8Array = 0,
): Transport {
  const bytes = bytesOf(payload);
  const header = concat([u16(from), u16(to), u16(8 + bytes.length), u16(0)]);
  return { protocol: 17, checksum: 6, pseudo: true, bytes: concat([header, bytes]) };
}

/** An ICMP message; ICMPv6 with `protocol` 58. */
export const icmp = (type: number, code = 0, rest: number | Uint8Array = 4, protocol = 1): Transport => ({
  protocol,
  checksum: 2,
  pseudo: protocol === 58,
  bytes: concat([Uint8Array.of(type, code, 0, 0), bytesOf(rest)]),
});

/** Anything else behind IP: SCTP's ports and the like. */
export const raw = (protocol: number, payload: number | Uint8Array): Transport => ({
  protocol,
  checksum: null,
  pseudo: false,
  bytes: bytesOf(payload),
});

/** Two port numbers and the rest of an SCTP header. */
export const sctp = (from: number, to: number): Transport => raw(132, concat([u16(from), u16(to), u32(0), u32(0)]));

/** A VXLAN header and the frame in it: the payload of a datagram to port 8472. */
export const vxlan = (vni: number, frame: Uint8Array): Uint8Array => concat([u32(0x08000000), u32(vni * 256), frame]);

/** A Geneve header without options, and the frame in it: the payload of a datagram to port 6081. */
export const geneve = (vni: number, frame: Uint8Array): Uint8Array => concat([u32(0x00006558), u32(vni * 256), frame]);

export interface ArpFields {
  operation?: number;
  fromMac?: string;
  from?: string;
  toMac?: string;
  to?: string;
}

/** An ARP message: MAC_A at 10.0.0.1 asks for 10.0.0.2, unless told otherwise. */
export function arp(fields: ArpFields = {}): Network {
  const { operation = 1, fromMac = MAC_A, from = '10.0.0.1', toMac = '00:00:00:00:00:00', to = '10.0.0.2' } = fields;
  const ends = [parseMac(fromMac)!, u32(parseIpv4(from)!), parseMac(toMac)!, u32(parseIpv4(to)!)];
  return { etherType: 0x0806, bytes: concat([Uint8Array.of(0, 1, 8, 0, 6, 4), u16(operation), ...ends]) };
}

/** A LINUX_SLL2 frame. */
export const sll2 = (network: Network, interfaceIndex: number, packetType = 0, from = MAC_A): Uint8Array =>
  concat([
    u16(network.etherType),
    u16(0),
    u32(interfaceIndex),
    u16(1),
    Uint8Array.of(packetType, 6),
    parseMac(from)!,
    u16(0),
    network.bytes,
  ]);

export const u16 = (value: number): Uint8Array => Uint8Array.of(value >> 8, value);
export const u32 = (value: number): Uint8Array => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);

/** The Internet checksum (RFC 1071). */
export function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i++) sum += i % 2 === 0 ? bytes[i] << 8 : bytes[i];
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

function finished({ protocol, checksum: at, bytes, pseudo }: Transport, addresses: Uint8Array): Uint8Array {
  const whole = bytes.slice();
  if (at === null || at + 2 > whole.length) return whole;
  const front = pseudo ? concat([addresses, u16(protocol), u16(bytes.length)]) : new Uint8Array(0);
  put16(whole, at, checksum(concat([front, whole])));
  return whole;
}

function put16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >> 8;
  bytes[at + 1] = value;
}

const bytesOf = (payload: number | Uint8Array): Uint8Array =>
  typeof payload === 'number' ? Uint8Array.from({ length: payload }, (_, i) => i + 1) : payload;

const padded = (bytes: Uint8Array): Uint8Array => concat([bytes, new Uint8Array(-bytes.length & 3)]);
