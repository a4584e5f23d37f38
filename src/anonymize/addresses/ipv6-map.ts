/**
 * Pseudonyms of IPv6 addresses: Crypto-PAn for the prefix, special ranges (RFC 6890) left what they are. Interface identifiers made of stations follow the
 * stations' pseudonyms, and the last three bytes of all others are mapped by themselves: solicited-node groups repeat them.
 */
import { eui64Station } from '../../base/eui64.ts';
import type { Secret } from '../secret.ts';
import type { Ipv4Map } from './ipv4-map.ts';
import { type Pin, PrefixMap } from './prefix-map.ts';
import type { StationMap } from './station-map.ts';

export const IPV6_BYTES = 16;
const IDENTIFIER = 8;
const MIDDLE = 11;
const LOW = 13;
const GROUP = 12;
const UNIVERSAL_LOCAL = 0x02;
/** Slaves of ipvlan that one node has; the device number stands where EUI-64 has ff:fe. A random identifier looks like that once in 500. */
const MAX_DEVICE = 255;
const EUI64_MIDDLE = 0xfffe;
const MULTICAST = 0xff;
/** 96 bits before an IPv4 address: mapped (RFC 4291 §2.5.5.2), compatible (§2.5.5.1), NAT64 (RFC 6052 §2.1). */
const BEFORE_IPV4 = ['00000000000000000000ffff', '000000000000000000000000', '0064ff9b0000000000000000'];
/** Solicited-node groups, and the groups of protocols such as ff02::1, behind flags and scope. */
const GROUP_MIDDLES = ['00000000000000000001', '00000000000000000000'];

/** Global unicast, documentation, unique local (both halves), link-local with its 54 zero bits, multicast; what follows is mapped. */
const PINS: readonly Pin[] = [
  { prefix: Uint8Array.of(0x00), bits: 8, whole: false },
  { prefix: Uint8Array.of(0x20), bits: 3, whole: false },
  { prefix: Uint8Array.of(0x20, 0x01, 0x0d, 0xb8), bits: 32, whole: false },
  { prefix: Uint8Array.of(0xfc), bits: 8, whole: false },
  { prefix: Uint8Array.of(0xfd), bits: 8, whole: false },
  { prefix: Uint8Array.of(0xfe, 0x80, 0, 0, 0, 0, 0, 0), bits: 64, whole: false },
  { prefix: Uint8Array.of(MULTICAST), bits: 8, whole: false },
];

export class Ipv6Map {
  private readonly secret: Secret;
  private readonly unicast: PrefixMap;
  private readonly ipv4: Ipv4Map;
  private readonly stations: StationMap;

  constructor(secret: Secret, ipv4: Ipv4Map, stations: StationMap) {
    this.secret = secret;
    this.unicast = new PrefixMap(secret, 'ipv6', 128, PINS);
    this.ipv4 = ipv4;
    this.stations = stations;
  }

  /** The pseudonym of the address at `at`. */
  of(bytes: Uint8Array, at = 0): Uint8Array {
    const address = bytes.slice(at, at + IPV6_BYTES);
    if (isConstant(address)) return address;
    if (address[0] === MULTICAST) return this.group(address);
    if (BEFORE_IPV4.includes(hex(address, 0, 12))) {
      address.set(this.ipv4.of(address, 12), 12);
      return address;
    }
    return this.unicastOf(address);
  }

  private unicastOf(address: Uint8Array): Uint8Array {
    const mapped = this.unicast.of(address).slice();
    const station = stationOf(address);
    if (station === null) {
      mapped.set(this.stations.lowBytes(address, LOW), LOW);
      // Not to be taken for an address that was made of a station.
      if (middleOf(mapped) === EUI64_MIDDLE) mapped[MIDDLE] ^= 1;
      return mapped;
    }
    const pseudonym = this.stations.of(station);
    const flip = middleOf(address) === EUI64_MIDDLE ? UNIVERSAL_LOCAL : 0;
    mapped.set(pseudonym.subarray(0, 3), IDENTIFIER);
    mapped.set(address.subarray(MIDDLE, LOW), MIDDLE);
    mapped.set(pseudonym.subarray(3), LOW);
    mapped[IDENTIFIER] ^= flip;
    return mapped;
  }

  private group(address: Uint8Array): Uint8Array {
    const mapped = address.slice();
    mapped.set(this.stations.group6(address, GROUP), GROUP);
    const middle = address.subarray(2, GROUP);
    if (!GROUP_MIDDLES.includes(hex(middle, 0, middle.length)))
      mapped.set(this.secret.digest('ipv6 group', middle).subarray(0, middle.length), 2);
    return mapped;
  }
}

/** The station that an address was made of, by EUI-64 or by the rule of ipvlan; null for all others. */
export function stationOf(address: Uint8Array): Uint8Array | null {
  const plain = eui64Station(address);
  if (plain !== null) return plain;
  const device = middleOf(address);
  if (device === 0 || device > MAX_DEVICE) return null;
  const station = Uint8Array.of(...address.subarray(IDENTIFIER, MIDDLE), ...address.subarray(LOW));
  const vendor = (station[0] << 16) | (station[1] << 8) | station[2];
  return vendor === 0 || (station[0] & 1) !== 0 ? null : station;
}

const middleOf = (address: Uint8Array): number => (address[MIDDLE] << 8) | address[MIDDLE + 1];

/** :: and ::1. */
const isConstant = (address: Uint8Array): boolean =>
  address[15] <= 1 && address.subarray(0, 15).every((byte) => byte === 0);

const hex = (bytes: Uint8Array, at: number, length: number): string =>
  Buffer.from(bytes.subarray(at, at + length)).toString('hex');
