/** ICMP and ICMPv6 redirects (RFC 792; RFC 4861 §4.5): a router tells a host of a better first hop, a sign of doubtful routes. */
import * as icmp from '../wire/icmp.ts';
import * as icmpv6 from '../wire/icmpv6.ts';
import * as ipv4 from '../wire/ipv4.ts';
import type { Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import { ADDRESS_WORDS, addressText, writeAddress, writeDestination, writeSource } from './address-words.ts';
import { rowsOf, type Sighted, sighted } from './occurrences.ts';
import { Sightings } from './sightings.ts';

/** Distinct redirects: a router sends one for each destination; more tell nothing new. */
const MAX_REDIRECTS = 2 ** 14;
/** ICMP: the gateway stands where other messages have their unused word. */
const GATEWAY = 4;
/** ICMPv6: target and destination follow the header; both are addresses of 16 bytes. */
const TARGET6 = icmpv6.HEADER_LENGTH;
const DESTINATION6 = TARGET6 + 16;
const LENGTH6 = DESTINATION6 + 16;
const VERSION = 1;
const ROUTER = 2;
const HOST = ROUTER + ADDRESS_WORDS;
const HOP = HOST + ADDRESS_WORDS;
const DESTINATION = HOP + ADDRESS_WORDS;
const KEY_WORDS = DESTINATION + ADDRESS_WORDS;

/** A router's advice to a host about one destination. */
export interface IcmpRedirect extends Sighted {
  context: number;
  version: number;
  router: string;
  host: string;
  /** The better first hop; equal to the destination when it is on the link. */
  hop: string;
  destination: string;
}

export class IcmpRedirects {
  /** Key: chain, IP version, router (4), host (4), better hop (4), destination (4). */
  readonly sightings = new Sightings(KEY_WORDS, MAX_REDIRECTS);
  private readonly key = new Int32Array(KEY_WORDS);

  /** Takes an ICMP redirect over IPv4 that begins at `at`; without a whole quoted header it says nothing. */
  add(packet: Packet, at: number): void {
    const quoted = icmp.quotedAt(packet.view, at);
    if (packet.end - quoted < ipv4.MIN_LENGTH) return;
    this.count(packet, at + GATEWAY, quoted + ipv4.DESTINATION);
  }

  /** Takes an ICMPv6 redirect over IPv6 that begins at `at`. */
  add6(packet: Packet, at: number): void {
    if (packet.end - at >= LENGTH6) this.count(packet, at + TARGET6, at + DESTINATION6);
  }

  /** Every redirect, in order of first appearance. */
  list(): IcmpRedirect[] {
    const { keys } = this.sightings.table;
    return rowsOf(this.sightings.size, (row) => {
      const at = row * KEY_WORDS;
      const version = keys[at + VERSION];
      return {
        context: keys[at],
        version,
        router: addressText(keys, at + ROUTER, version),
        host: addressText(keys, at + HOST, version),
        hop: addressText(keys, at + HOP, version),
        destination: addressText(keys, at + DESTINATION, version),
        ...sighted(this.sightings, row),
      };
    });
  }

  private count(packet: Packet, hop: number, destination: number): void {
    const { key } = this;
    const { view, paths, path } = packet;
    const version = paths[path + Path.Version];
    const ip = paths[path + Path.Ip];
    key[0] = packet.context;
    key[VERSION] = version;
    writeSource(view, ip, version, key, ROUTER);
    writeDestination(view, ip, version, key, HOST);
    writeAddress(view, hop, version, key, HOP);
    writeAddress(view, destination, version, key, DESTINATION);
    this.sightings.add(key, packet);
  }
}
