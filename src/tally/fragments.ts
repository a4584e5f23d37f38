/**
 * IP fragments (RFC 791 §3.2, RFC 8200 §4.5) by datagram: which ones became whole. Datagrams in flight are kept in a table of bounded size; those that are done
 * with are added to the totals of their ends.
 */
import { KeyTable } from '../base/key-table.ts';
import { hasPorts } from '../wire/ip.ts';
import * as ipv4 from '../wire/ipv4.ts';
import * as ipv6Fragment from '../wire/ipv6-fragment.ts';
import type { Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import * as Protocol from '../wire/protocol.ts';
import { destinationPort } from '../wire/udp.ts';
import { writeDestination, writeSource } from './address-words.ts';
import { Datagrams, Field } from './datagrams.ts';
import { FragmentTotals, Outcome, TOTAL_WORDS, TotalKey } from './fragment-totals.ts';
import { SAME_MESSAGE_NS } from './message-times.ts';

/** Datagrams in flight: a kilobyte each; at the sweep at least half of them stay, those of 50 ms at 40,000 a second. */
export const MAX_DATAGRAMS = 4096;
/** How long the rest of a datagram is waited for: ip_fragment.c, IP_FRAG_TIME (RFC 8200 §4.5 allows a minute). */
export const REASSEMBLY_NS = 30e9;
/** Fragments of one datagram follow each other: what is missing this close to the capture's ends was not lost. */
export const EDGE_NS = 100e6;
const IPV6 = 6;
const PORTS_LENGTH = 4;
/** Key: as `TotalKey`, but in place of the port the identification; IPv6 knows datagrams without the protocol. */
const ID = TotalKey.Port;

export class FragmentTally {
  readonly totals = new FragmentTotals();
  /** Fragments without payload, or of which the header was not found. */
  unread = 0;
  private table = new KeyTable(TOTAL_WORDS);
  private readonly datagrams = new Datagrams(MAX_DATAGRAMS);
  private readonly key = new Int32Array(TOTAL_WORDS);
  /** Time of the first fragment of all. */
  private startNs = Number.NaN;

  /** Takes a packet whose OUTER or INNER path is a fragment. */
  add(packet: Packet, path: number): void {
    const { view, paths } = packet;
    const ip = paths[path + Path.Ip];
    const six = paths[path + Path.Version] === IPV6;
    const at = six ? fragmentHeader(packet, ip) : ip;
    const payload = six ? at + ipv6Fragment.HEADER_LENGTH : at + ipv4.headerLength(view, ip);
    const length = paths[path + Path.WireEnd] - payload;
    if (at < 0 || length <= 0) {
      this.unread++;
      return;
    }
    if (Number.isNaN(this.startNs)) this.startNs = packet.timeNs;
    this.writeKey(packet, path, at);
    const offset = six ? ipv6Fragment.fragmentOffset(view, at) : ipv4.fragmentOffset(view, at);
    const more = six ? ipv6Fragment.moreFragments(view, at) : ipv4.moreFragments(view, at);
    const row = this.rowOf(packet);
    this.datagrams.cover(row, offset, length, more !== 0);
    this.describe(packet, path, row, offset);
  }

  /** Folds what is still in flight; `lastNs` is the time of the capture's last packet. */
  finish(lastNs: number): void {
    for (let row = 0; row < this.table.size; row++) this.fold(row, lastNs);
    this.table = new KeyTable(TOTAL_WORDS);
  }

  private writeKey(packet: Packet, path: number, at: number): void {
    const { key } = this;
    const { view, paths } = packet;
    const version = paths[path + Path.Version];
    const ip = paths[path + Path.Ip];
    key[TotalKey.Context] = paths[path + Path.Context];
    key[TotalKey.Version] = version;
    writeSource(view, ip, version, key, TotalKey.Source);
    writeDestination(view, ip, version, key, TotalKey.Destination);
    key[TotalKey.Protocol] = version === IPV6 ? 0 : ipv4.protocol(view, ip);
    key[ID] = version === IPV6 ? ipv6Fragment.identification(view, at) : ipv4.identification(view, ip);
  }

  private rowOf(packet: Packet): number {
    const known = this.table.find(this.key, 0);
    if (known < 0) return this.open(packet);
    if (this.isOver(known, packet.timeNs)) {
      this.fold(known, Number.NaN);
      this.datagrams.open(known, packet);
    }
    return known;
  }

  private open(packet: Packet): number {
    if (this.table.size >= MAX_DATAGRAMS) this.sweep(packet.timeNs);
    const row = this.table.rowOf(this.key, 0);
    this.datagrams.open(row, packet);
    return row;
  }

  /** A whole datagram is remembered as long as it may be seen again at another place; one with gaps as long as a host would wait. */
  private isOver(row: number, nowNs: number): boolean {
    const age = nowNs - this.datagrams.get(row, Field.Last);
    return age > (this.datagrams.isComplete(row) ? SAME_MESSAGE_NS : REASSEMBLY_NS);
  }

  /** Makes room: folds what is over, and of the rest the oldest beyond half of the table. Rows are in order of age. */
  private sweep(nowNs: number): void {
    const { table: old, datagrams } = this;
    let living = 0;
    for (let row = 0; row < old.size; row++) if (!this.isOver(row, nowNs)) living++;
    const table = new KeyTable(TOTAL_WORDS);
    for (let row = 0; row < old.size; row++) {
      const over = this.isOver(row, nowNs);
      if (over || living > MAX_DATAGRAMS / 2) {
        this.fold(row, Number.NaN);
        if (!over) living--;
      } else datagrams.move(row, table.rowOf(old.keys, row * TOTAL_WORDS));
    }
    this.table = table;
  }

  /** Adds a datagram to its total. `lastNs` is the capture's end, NaN when it goes on. */
  private fold(row: number, lastNs: number): void {
    const { datagrams, table } = this;
    const key = table.keys.slice(row * TOTAL_WORDS, (row + 1) * TOTAL_WORDS);
    key[TotalKey.Protocol] = datagrams.get(row, Field.Protocol);
    key[TotalKey.Port] = datagrams.get(row, Field.Port);
    this.totals.fold(key, datagrams.folded(row, this.outcomeOf(row, lastNs)));
  }

  private outcomeOf(row: number, lastNs: number): number {
    const { datagrams } = this;
    if (datagrams.isComplete(row)) return Outcome.Complete;
    const atStart =
      datagrams.get(row, Field.SawFirst) === 0 && datagrams.get(row, Field.First) < this.startNs + EDGE_NS;
    const atEnd = lastNs - datagrams.get(row, Field.Last) < EDGE_NS;
    return atStart || atEnd ? Outcome.Cut : Outcome.Incomplete;
  }

  private describe(packet: Packet, path: number, row: number, offset: number): void {
    const { datagrams } = this;
    const { paths } = packet;
    datagrams.raise(row, Field.LargestPacket, paths[path + Path.WireEnd] - paths[path + Path.Ip]);
    datagrams.raise(row, Field.Last, packet.timeNs);
    if (offset === 0) datagrams.set(row, Field.SawFirst, 1);
    const protocol = paths[path + Path.Protocol];
    // Behind IPv6 extension headers only the first fragment names the transport.
    if (offset === 0 || datagrams.get(row, Field.SawFirst) === 0) datagrams.set(row, Field.Protocol, protocol);
    const transport = paths[path + Path.Transport];
    if (transport < 0 || paths[path + Path.End] - transport < PORTS_LENGTH || !hasPorts(protocol)) return;
    datagrams.set(row, Field.Port, destinationPort(packet.view, transport));
  }
}

/** Start of the fragment header behind the IPv6 header at `ip`, −1 when there is none. */
function fragmentHeader(packet: Packet, ip: number): number {
  const { protocols, starts, count } = packet;
  for (let i = 0; i < count; i++) if (protocols[i] === Protocol.Ipv6Fragment && starts[i] > ip) return starts[i];
  return -1;
}
