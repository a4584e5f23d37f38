/**
 * Rewrites packets in place: addresses and names become pseudonyms, checksums follow, and bytes that no decoder knows become zeros. Lengths stay, so that
 * everything that counts them stays as well.
 */

import { DESTINATION } from '../wire/ethernet.ts';
import * as icmpv6 from '../wire/icmpv6.ts';
import * as ipv6 from '../wire/ipv6.ts';
import { Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import * as Protocol from '../wire/protocol.ts';
import type { ProtocolId } from '../wire/protocol-id.ts';
import { decode } from '../wire/registry.ts';
import { Addresses } from './addresses/addresses.ts';
import { lookAt, settle } from './checksums.ts';
import { coveredBy } from './covered.ts';
import { grePart } from './layers/kept.ts';
import type { Layer, Tools } from './layers/layer.ts';
import { REWRITES } from './layers/registry.ts';
import { Words } from './names/words.ts';
import type { Secret } from './secret.ts';

/** An error message that quotes an error message that …: nobody answers those (RFC 1122 §3.2.2), so deeper ones are dropped. */
const MAX_QUOTED = 3;
/** LINKTYPE_RAW: a quote begins with its IP header. */
const LINKTYPE_RAW = 101;
/** Bytes of a header that is not whole which decide what is wrong with it; none of them is an address. TCP's length stands further behind. */
const CUT_HEADER = 8;
const CUT_SLL = 6;
const CUT_TCP = 20;
const STATION_BYTES = 6;
/** Bytes of unknown payload by which copies of a packet are told from other packets (tally/kernel/signature.ts): so many stand for all of it. */
const TOLD_BY = 8;
/** The first half stays zero, and one bit is set behind it: like this, no decoder takes it for its own. */
const TAG_AT = 4;
const TAG_MARK = 0x80;

/** First bytes of raw 802.3 frames, an IPX checksum that is none: without them zeros would pass for LLC (wire/ethernet.ts). */
const NOVELL_RAW = 0xffff;
/** Headers whose unknown payload is looked at to know copies; behind TCP the sequence number does that. */
const TAGGED: ReadonlySet<number> = new Set([
  Protocol.Ethernet,
  Protocol.Vlan,
  Protocol.Llc,
  Protocol.Sll,
  Protocol.Sll2,
  Protocol.Ipv4,
  Protocol.Ipv6,
  Protocol.Ipv6Extension,
  Protocol.Ipv6Fragment,
  Protocol.Udp,
]);

/** A packet's bytes in a larger buffer. */
export interface Frame {
  bytes: Uint8Array;
  view: DataView;
  start: number;
  /** One past the last captured byte. */
  end: number;
  /** Original length, in bytes. */
  wireLength: number;
  /** Bytes of the frame check sequence at the end of whole packets. */
  fcsLength: number;
}

export class Rewriter implements Tools {
  readonly addresses: Addresses;
  readonly words: Words;
  private readonly secret: Secret;
  /** One for each depth of quotes. */
  private readonly packets: readonly Packet[];
  private depth = 0;

  /** `udpPorts` as for any reading: which protocol each port carries. */
  constructor(secret: Secret, udpPorts: Uint8Array) {
    this.secret = secret;
    this.addresses = new Addresses(secret);
    this.words = new Words(secret);
    this.packets = Array.from({ length: MAX_QUOTED + 1 }, () => new Packet(udpPorts));
  }

  /** Rewrites a packet of this link type. */
  rewrite(frame: Frame, linkType: number): void {
    this.addresses.stations.begin();
    this.depth = 0;
    this.walk(frame, linkType);
  }

  replaceBytes(bytes: Uint8Array, from: number, to: number): void {
    const source = bytes.slice(from, to);
    for (let at = from, part = 0; at < to; part++) {
      const digest = this.secret.digest(`bytes ${part}`, source).subarray(0, to - at);
      bytes.set(digest, at);
      at += digest.length;
    }
  }

  rewriteQuoted({ bytes, view }: Layer, from: number, to: number): void {
    if (from >= to) return;
    if (this.depth === MAX_QUOTED) {
      bytes.fill(0, from, to);
      return;
    }
    this.depth++;
    this.walk({ bytes, view, start: from, end: to, wireLength: to - from, fcsLength: 0 }, LINKTYPE_RAW);
    this.depth--;
  }

  private walk(frame: Frame, linkType: number): void {
    const { bytes, view, start, end } = frame;
    const packet = this.decoded(frame, linkType);
    if (packet.count === 0) {
      this.drop(frame, start, end, true);
      return;
    }
    const pending = coveredBy(packet, end).map((covered) => lookAt(view, covered));
    this.note(packet);
    // Padding and the frame check sequence lie behind the packet's own end.
    bytes.fill(0, packet.end, end);
    const done = this.rewriteLayers(packet);
    if (done < packet.end) this.drop(frame, done, packet.end, TAGGED.has(packet.protocols[packet.count - 1]));
    for (const entry of pending.reverse()) if (entry !== null) settle(view, entry, this.secret);
  }

  private decoded({ bytes, view, start, end, wireLength, fcsLength }: Frame, linkType: number): Packet {
    const packet = this.packets[this.depth];
    const fcs = end - start >= wireLength ? fcsLength : 0;
    packet.bytes = bytes;
    packet.view = view;
    packet.reset(start, Math.max(start, end - fcs), Math.max(0, wireLength - fcs));
    decode(packet, linkType);
    return packet;
  }

  /** Stations in which an address may stand: groups made of their ends follow them. */
  private note(packet: Packet): void {
    const { protocols, starts, bytes, view, whole, end } = packet;
    for (let i = 0; i < whole; i++) {
      const at = starts[i];
      if (protocols[i] === Protocol.Ethernet) this.addresses.stations.note(bytes, at + STATION_BYTES);
      else if (protocols[i] === Protocol.Ipv6) this.addresses.note(bytes, at + ipv6.SOURCE);
      else if (protocols[i] === Protocol.Icmpv6) {
        const target = icmpv6.neighborTargetAt(view, at, end);
        if (target >= 0) this.addresses.note(bytes, target);
      }
    }
  }

  /** Answers up to where the packet was dealt with. */
  private rewriteLayers(packet: Packet): number {
    const { protocols, starts, count, whole, bytes, view } = packet;
    const ipVersion = packet.networks === 0 ? 0 : packet.paths[packet.path + Path.Version];
    let done = starts[0];
    for (let i = 0; i < whole; i++) {
      const last = i + 1 === count;
      const next = last ? Math.max(starts[i], Math.min(packet.at, packet.end)) : starts[i + 1];
      const rewrite = REWRITES.get(protocols[i] as ProtocolId);
      const layer = { bytes, view, at: starts[i], next, end: packet.end, ipVersion };
      if (rewrite !== undefined) done = rewrite(layer, this);
      if (!last) done = starts[i + 1];
    }
    return whole < count ? this.rewriteCut(packet, protocols[whole], starts[whole]) : done;
  }

  /** A header that is not whole: what makes it so stays. */
  private rewriteCut({ bytes, view, end }: Packet, protocol: number, at: number): number {
    if (protocol === Protocol.Ethernet) {
      return this.addresses.replaceStation(bytes, at + DESTINATION, end);
    }
    if (protocol === Protocol.Gre && end - at >= CUT_HEADER)
      return grePart({ bytes, view, at, next: end, end, ipVersion: 0 }, this);
    const kept = protocol === Protocol.Tcp ? CUT_TCP : protocol === Protocol.Sll ? CUT_SLL : CUT_HEADER;
    return Math.min(at + kept, end);
  }

  /** Empties bytes that nobody knows; a few of them stand for all, so that copies stay copies and others others. */
  private drop({ bytes, view }: Pick<Frame, 'bytes' | 'view'>, from: number, to: number, tagged: boolean): void {
    const novell = to - from >= 2 && view.getUint16(from) === NOVELL_RAW;
    const tag = to - from < TOLD_BY || !tagged ? null : this.secret.digest('payload', bytes.subarray(from, to));
    bytes.fill(0, from, to);
    if (novell) view.setUint16(from, NOVELL_RAW);
    if (tag === null) return;
    bytes.set(tag.subarray(0, TOLD_BY - TAG_AT), from + TAG_AT);
    bytes[from + TAG_AT] |= TAG_MARK;
  }
}
