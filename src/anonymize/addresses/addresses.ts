/** All addresses of one anonymisation, replaced where they stand: the three maps agree with each other. */
import type { Secret } from '../secret.ts';
import { IPV4_BYTES, Ipv4Map } from './ipv4-map.ts';
import { IPV6_BYTES, Ipv6Map, stationOf } from './ipv6-map.ts';
import { STATION_BYTES, StationMap } from './station-map.ts';

/** Pseudonyms at hand: of the addresses that nearly every packet has. A full table begins anew. */
const MAX_AT_HAND = 2 ** 16;
const GROUP = 0x01;

export class Addresses {
  readonly ipv4: Ipv4Map;
  readonly ipv6: Ipv6Map;
  readonly stations: StationMap;

  private readonly ipv4AtHand = new Map<number, Uint8Array>();
  private readonly stationsAtHand = new Map<number, Uint8Array>();

  constructor(secret: Secret) {
    this.ipv4 = new Ipv4Map(secret);
    this.stations = new StationMap(secret, this.ipv4);
    this.ipv6 = new Ipv6Map(secret, this.ipv4, this.stations);
  }

  /** Replaces `count` IPv4 addresses from `at` on, those that are whole before `end`; answers where the next would begin. */
  replaceIpv4(bytes: Uint8Array, at: number, end: number, count = 1): number {
    for (; count > 0 && at + IPV4_BYTES <= end; count--, at += IPV4_BYTES) bytes.set(this.ipv4At(bytes, at), at);
    return at;
  }

  /** The same of IPv6 addresses. */
  replaceIpv6(bytes: Uint8Array, at: number, end: number, count = 1): number {
    for (; count > 0 && at + IPV6_BYTES <= end; count--, at += IPV6_BYTES) bytes.set(this.ipv6.of(bytes, at), at);
    return at;
  }

  /** The same of a station. */
  replaceStation(bytes: Uint8Array, at: number, end: number): number {
    if (at + STATION_BYTES > end) return at;
    bytes.set(this.stationAt(bytes, at), at);
    return at + STATION_BYTES;
  }

  private ipv4At(bytes: Uint8Array, at: number): Uint8Array {
    const number = word(bytes, at);
    return this.ipv4AtHand.get(number) ?? kept(this.ipv4AtHand, number, this.ipv4.of(bytes, at));
  }

  /** Pseudonyms of groups may depend on the packet. */
  private stationAt(bytes: Uint8Array, at: number): Uint8Array {
    if ((bytes[at] & GROUP) !== 0) return this.stations.of(bytes, at);
    const number = (bytes[at] * 256 + bytes[at + 1]) * 2 ** 32 + word(bytes, at + 2);
    return this.stationsAtHand.get(number) ?? kept(this.stationsAtHand, number, this.stations.of(bytes, at));
  }

  /** Notes an IPv6 address of this packet before it is replaced, for the groups that are made of it. */
  note(bytes: Uint8Array, at: number): void {
    const station = stationOf(bytes.subarray(at, at + IPV6_BYTES));
    if (station !== null) this.stations.note(station, 0);
  }
}

const word = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;

function kept(known: Map<number, Uint8Array>, number: number, pseudonym: Uint8Array): Uint8Array {
  if (known.size >= MAX_AT_HAND) known.clear();
  known.set(number, pseudonym);
  return pseudonym;
}
