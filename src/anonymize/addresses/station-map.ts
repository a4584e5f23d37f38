/** Pseudonyms of station (MAC) addresses. Vendor, U/L and group bit stay, for the verdict reads them; addresses that software writes into stations follow the IP map. */
import type { Secret } from '../secret.ts';
import type { Ipv4Map } from './ipv4-map.ts';
import { PrefixMap } from './prefix-map.ts';

export const STATION_BYTES = 6;
const GROUP = 0x01;
const LOCAL = 0x02;
/** Locally administered prefixes of software, with an IPv4 address behind them: OVN-Kubernetes and old CNI plugins, Docker, Google Compute Engine. */
const EMBEDDING = ['0a58', '0242', '4201'];
const EMBEDDING_PAIRS = EMBEDDING.map((pair) => Number.parseInt(pair, 16));
/** Locally administered prefixes that are a vendor's all the same: QEMU/KVM, OpenStack Neutron. */
const LOCAL_VENDORS = ['525400', 'fa163e'];
/** Stations that name no one: none, Calico's host side, Antrea's virtual destination, Azure's gateway, libvirt's taps; VRRP's virtual routers (RFC 9568 §7.3). */
const CONSTANTS = ['000000000000', 'eeeeeeeeeeee', 'aabbccddeeff', '123456789abc', 'feffffffffff', 'ffffffffffff'];
const VIRTUAL_ROUTER = '00005e0001';
const VIRTUAL_ROUTER_6 = '00005e0002';
/** Groups of protocols: IEEE 802.1 (01:80:c2:00:00), Cisco's (01:00:0c:cc:cc), PTP (01:1b:19), IPv4 (01:00:5e), IPv6 (33:33). */
const PROTOCOL_GROUPS = ['0180c20000', '01000ccccc', '011b190000'];
const IPV4_GROUP = '01005e';
const IPV6_GROUP = '3333';

export class StationMap {
  /** The last three bytes of stations, which are also those of the addresses that are made of them. */
  private readonly low: PrefixMap;
  private readonly middle: PrefixMap;
  private readonly groups6: PrefixMap;
  private readonly ipv4: Ipv4Map;
  /** Last three bytes that this packet shows to be an embedded IPv4 address, and what became of them. */
  private readonly embedded = new Map<string, Uint8Array>();

  constructor(secret: Secret, ipv4: Ipv4Map) {
    this.low = new PrefixMap(secret, 'station', 24);
    this.middle = new PrefixMap(secret, 'random station', 16);
    this.groups6 = new PrefixMap(secret, 'ipv6 groups', 32, GROUP6_PINS);
    this.ipv4 = ipv4;
  }

  /** Forgets what the last packet showed. */
  begin(): void {
    this.embedded.clear();
  }

  /** Notes a station of this packet, before any of it is replaced: groups that are made of its end are replaced like it. */
  note(bytes: Uint8Array, at: number): void {
    if (!EMBEDDING_PAIRS.includes((bytes[at] << 8) | bytes[at + 1])) return;
    this.embedded.set(hex(bytes, at + 3, 3), this.ipv4.of(bytes, at + 2).subarray(1));
  }

  /** The pseudonym of the station at `at`. */
  of(bytes: Uint8Array, at = 0): Uint8Array {
    const station = bytes.slice(at, at + STATION_BYTES);
    const text = hex(station, 0, STATION_BYTES);
    if (CONSTANTS.includes(text) || text.startsWith(VIRTUAL_ROUTER) || text.startsWith(VIRTUAL_ROUTER_6))
      return station;
    if ((station[0] & GROUP) !== 0) return this.group(station, text);
    if (EMBEDDING.includes(text.slice(0, 4))) station.set(this.ipv4.of(station, 2), 2);
    else {
      if ((station[0] & LOCAL) !== 0 && !isNamed(text)) this.replaceRandom(station);
      station.set(this.low.of(station.subarray(3)), 3);
    }
    return station;
  }

  /** The pseudonym of the last three bytes of a station or of an address. */
  lowBytes(bytes: Uint8Array, at: number): Uint8Array {
    return this.low.of(bytes.slice(at, at + 3));
  }

  /** The last four bytes of an IPv6 group, which are those of its Ethernet address (RFC 2464 §7); solicited-node groups end as the address (RFC 4291 §2.7.1). */
  group6(bytes: Uint8Array, at: number): Uint8Array {
    if (bytes[at] !== SOLICITED) return this.groups6.of(bytes.slice(at, at + 4));
    return Uint8Array.of(SOLICITED, ...(this.embedded.get(hex(bytes, at + 1, 3)) ?? this.lowBytes(bytes, at + 1)));
  }

  /** Bytes that the kernel drew; again, until they name no software: the first of them, so mapped often enough, is not of those. */
  private replaceRandom(station: Uint8Array): void {
    do station.set(this.middle.of(station.subarray(1, 3)), 1);
    while (isNamed(hex(station, 0, 3)));
  }

  private group(station: Uint8Array, text: string): Uint8Array {
    if (PROTOCOL_GROUPS.includes(text.slice(0, 10))) return station;
    if (text.startsWith(IPV6_GROUP)) station.set(this.group6(station, 2), 2);
    else if (text.startsWith(IPV4_GROUP) && station[3] < 0x80) station.set(this.ipv4.groupBits(station, 3), 3);
    else station.set(this.low.of(station.subarray(3)), 3);
    return station;
  }
}

/** First of the last four bytes of a solicited-node group. */
const SOLICITED = 0xff;
/** Groups up to ::1:ffff are IANA's; none becomes a solicited-node group. */
const GROUP6_PINS = [
  { prefix: Uint8Array.of(0, 0, 0, 0), bits: 15, whole: true },
  { prefix: Uint8Array.of(SOLICITED, 0, 0, 0), bits: 8, whole: false },
];

const isNamed = (text: string): boolean =>
  EMBEDDING.includes(text.slice(0, 4)) || LOCAL_VENDORS.includes(text.slice(0, 6));

const hex = (bytes: Uint8Array, at: number, length: number): string =>
  Buffer.from(bytes.subarray(at, at + length)).toString('hex');
