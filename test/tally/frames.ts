/** Frames built header by header, for the tests of tallies. Checksums are left zero: nothing here looks at them. */
import { parseIpv4, parseIpv6, parseMac } from '../../src/base/addresses.ts';

/** The bytes one after the other. */
export function join(...parts: (Uint8Array | number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Two bytes in network order. */
export const u16 = (value: number): number[] => [(value >> 8) & 0xff, value & 0xff];
/** Four bytes in network order. */
export const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value)];
export const mac = (text: string): Uint8Array => parseMac(text)!;
export const ip4 = (text: string): number[] => u32(parseIpv4(text)!);
export const ip6 = (text: string): Uint8Array => parseIpv6(text)!;

/** An Ethernet frame; the destination does not matter to the tallies. */
export const ethernet = (source: string, etherType: number, payload: Uint8Array): Uint8Array =>
  join(mac('02:00:00:00:00:ff'), mac(source), u16(etherType), payload);

/** A cooked frame (LINKTYPE_LINUX_SLL2) of an Ethernet device. */
export const sll2 = (source: string, etherType: number, payload: Uint8Array, interfaceIndex = 2): Uint8Array =>
  join(u16(etherType), [0, 0], u32(interfaceIndex), [0, 1, 0, 6], mac(source), [0, 0], payload);

/** What varies in an IP header. */
export interface IpFields {
  from: string;
  to: string;
  protocol: number;
  ttl?: number;
  id?: number;
  /** Fragment offset in bytes, and whether more follow. */
  offset?: number;
  more?: boolean;
}

/** An IPv4 packet. */
export const ipv4 = (
  { from, to, protocol, ttl = 64, id = 1, offset = 0, more = false }: IpFields,
  payload: Uint8Array,
): Uint8Array =>
  join(
    [
      0x45,
      0,
      ...u16(20 + payload.length),
      ...u16(id),
      ...u16((offset >> 3) | (more ? 0x2000 : 0)),
      ttl,
      protocol,
      0,
      0,
    ],
    ip4(from),
    ip4(to),
    payload,
  );

/** An IPv6 packet. */
export const ipv6 = ({ from, to, protocol, ttl = 255 }: IpFields, payload: Uint8Array): Uint8Array =>
  join([0x60, 0, 0, 0, ...u16(payload.length), protocol, ttl], ip6(from), ip6(to), payload);

/** An IPv6 fragment: packet and fragment header. */
export const ipv6Fragment = (fields: IpFields, payload: Uint8Array): Uint8Array => {
  const { protocol, id = 1, offset = 0, more = false } = fields;
  const header = join([protocol, 0, ...u16(offset | (more ? 1 : 0))], u32(id));
  return ipv6({ ...fields, protocol: 44 }, join(header, payload));
};

/** A UDP datagram. */
export const udp = (from: number, to: number, payload: Uint8Array): Uint8Array =>
  join(u16(from), u16(to), u16(8 + payload.length), [0, 0], payload);

/** A TCP segment with ACK and PSH. */
export const tcp = (from: number, to: number, payload: Uint8Array): Uint8Array =>
  join(u16(from), u16(to), u32(1), u32(1), [0x50, 0x18, 1, 0, 0, 0, 0, 0], payload);

export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** A frame in VXLAN; which VTEPs does not matter. */
export const vxlan = (vni: number, frame: Uint8Array): Uint8Array => {
  const datagram = udp(50000, 4789, join([8, 0, 0, 0], u32(vni * 256), frame));
  return ethernet('00:50:56:00:00:01', 0x0800, ipv4({ from: '192.0.2.1', to: '192.0.2.2', protocol: 17 }, datagram));
};
