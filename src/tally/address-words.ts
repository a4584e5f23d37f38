/** Addresses as the 32-bit words of a key, and back as text. A station takes two words (high 16 bits, low 32), an IP address four (IPv4: the first). */
import { formatIpv4, formatIpv6, formatMac } from '../base/addresses.ts';
import { SOURCE as STATION_SOURCE } from '../wire/ethernet.ts';
import * as ipv4 from '../wire/ipv4.ts';
import * as ipv6 from '../wire/ipv6.ts';
import type { Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';

/** Words of an IP address of either version. */
export const ADDRESS_WORDS = 4;

/** Start of the address of the station that sent the innermost frame, −1 when the link has none. A cooked header speaks for the outermost packet only. */
export function senderAt(packet: Packet): number {
  if (packet.ethernet >= 0) return packet.ethernet + STATION_SOURCE;
  return packet.networks > 1 ? -1 : packet.cookedAddress;
}

/** Puts the sending station into two words of a key; zeros when there is none. */
export function writeSender(packet: Packet, key: Int32Array, to: number): void {
  const at = senderAt(packet);
  key[to] = at < 0 ? 0 : packet.view.getUint16(at);
  key[to + 1] = at < 0 ? 0 : packet.view.getInt32(at + 2);
}

/** Puts the address at `at` into four words of a key. */
export function writeAddress(view: DataView, at: number, version: number, key: Int32Array, to: number): void {
  const words = version === 6 ? ADDRESS_WORDS : 1;
  for (let i = 0; i < ADDRESS_WORDS; i++) key[to + i] = i < words ? view.getInt32(at + 4 * i) : 0;
}

/** Puts the source of the IP header at `ip` into four words of a key. */
export function writeSource(view: DataView, ip: number, version: number, key: Int32Array, to: number): void {
  writeAddress(view, ip + (version === 6 ? ipv6.SOURCE : ipv4.SOURCE), version, key, to);
}

/** Puts the destination of the IP header at `ip` into four words of a key. */
export function writeDestination(view: DataView, ip: number, version: number, key: Int32Array, to: number): void {
  writeAddress(view, ip + (version === 6 ? ipv6.DESTINATION : ipv4.DESTINATION), version, key, to);
}

/** Source of the innermost IP header as text. */
export const sourceText = (packet: Packet): string => endText(packet, ipv4.SOURCE, ipv6.SOURCE);

/** Destination of the innermost IP header as text. */
export const destinationText = (packet: Packet): string => endText(packet, ipv4.DESTINATION, ipv6.DESTINATION);

/** The sending station of the innermost frame as text; empty when the link has none. */
export function senderText(packet: Packet): string {
  const at = senderAt(packet);
  return at < 0 ? '' : formatMac(packet.bytes, at);
}

/** A station from its two parts; empty for zeros. */
export function stationText(high: number, low: number): string {
  if (high === 0 && low === 0) return '';
  return formatMac(bytesOf([(high << 16) | (low >>> 16), low << 16]), 0);
}

/** The IP address in the words of a key. */
export function addressText(keys: Int32Array, at: number, version: number): string {
  return version === 6 ? formatIpv6(bytesOf(keys.subarray(at, at + ADDRESS_WORDS)), 0) : formatIpv4(keys[at]);
}

function endText(packet: Packet, four: number, six: number): string {
  const { paths, path, view, bytes } = packet;
  const ip = paths[path + Path.Ip];
  return paths[path + Path.Version] === 6 ? formatIpv6(bytes, ip + six) : formatIpv4(view.getUint32(ip + four));
}

/** In network order. */
function bytesOf(words: ArrayLike<number>): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  for (let i = 0; i < words.length; i++) view.setInt32(4 * i, words[i]);
  return new Uint8Array(view.buffer);
}
