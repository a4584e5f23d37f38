/** VRRP advertisements (RFC 9568 §5, RFC 3768 §5): which router speaks for which virtual router, and for which addresses. */

import * as ipv6 from '../wire/ipv6.ts';
import type { Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import { ipv4At } from '../wire/readers.ts';
import * as vrrp from '../wire/vrrp.ts';
import { addressText, stationText, writeSender, writeSource } from './address-words.ts';
import { rowsOf, type Sighted, sighted } from './occurrences.ts';
import { Sightings } from './sightings.ts';

/** Distinct speakers: 255 virtual routers and some routers in each of a few VLANs. */
const MAX_SPEAKERS = 2 ** 14;
/** Virtual addresses kept of a speaker. */
const MAX_ADDRESSES = 16;
const IPV6 = 6;
const VERSION = 1;
const ROUTER = 2;
const PRIORITY = 3;
const SOURCE = 4;
const STATION = 8;
const KEY_WORDS = 10;

/** Advertisements of one router for one virtual router with one priority. */
export interface VrrpSpeaker extends Sighted {
  context: number;
  /** VRID. */
  virtualRouter: number;
  /** 0: the master stops; 255: it owns the addresses. */
  priority: number;
  source: string;
  /** The virtual router's station address, as a rule; empty when the link has none. */
  station: string;
  /** Of its first advertisement. */
  addresses: string[];
}

export class VrrpTally {
  /** Key: chain, IP version, VRID, priority, source address (4), station (2). */
  readonly sightings = new Sightings(KEY_WORDS, MAX_SPEAKERS);
  private readonly addresses: string[][] = [];
  private readonly key = new Int32Array(KEY_WORDS);

  /** Takes an advertisement that begins at `at`. */
  add(packet: Packet, at: number): void {
    const { key } = this;
    const { view, paths, path } = packet;
    if (packet.end - at < vrrp.HEADER_LENGTH || packet.networks === 0) return;
    const version = paths[path + Path.Version];
    key[0] = packet.context;
    key[VERSION] = version;
    key[ROUTER] = vrrp.virtualRouterId(view, at);
    key[PRIORITY] = vrrp.priority(view, at);
    writeSource(view, paths[path + Path.Ip], version, key, SOURCE);
    writeSender(packet, key, STATION);
    const row = this.sightings.add(key, packet);
    if (row >= 0) this.addresses[row] ??= addressesAt(packet, at, version);
  }

  /** Every speaker, in order of first appearance. */
  list(): VrrpSpeaker[] {
    const { keys } = this.sightings.table;
    return rowsOf(this.sightings.size, (row) => {
      const at = row * KEY_WORDS;
      return {
        context: keys[at],
        virtualRouter: keys[at + ROUTER],
        priority: keys[at + PRIORITY],
        source: addressText(keys, at + SOURCE, keys[at + VERSION]),
        station: stationText(keys[at + STATION], keys[at + STATION + 1]),
        addresses: this.addresses[row],
        ...sighted(this.sightings, row),
      };
    });
  }
}

/** The virtual addresses, as many as were captured. */
function addressesAt({ view, end }: Packet, at: number, version: number): string[] {
  const size = version === IPV6 ? 16 : 4;
  const first = at + vrrp.HEADER_LENGTH;
  const count = Math.min(vrrp.addressCount(view, at), MAX_ADDRESSES, Math.floor((end - first) / size));
  const read = version === IPV6 ? ipv6.addressAt : ipv4At;
  return Array.from({ length: count }, (_, i) => read(view, first + i * size));
}
