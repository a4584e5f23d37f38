/** ICMP and ICMPv6 error messages (RFC 792, RFC 4443 §3) by reporter and by the packet that they quote. */
import { type Column, ensureRow } from '../base/columns.ts';
import * as icmp from '../wire/icmp.ts';
import * as icmpv6 from '../wire/icmpv6.ts';
import type { Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import * as Protocol from '../wire/protocol.ts';
import { ADDRESS_WORDS, addressText, stationText, writeAddress, writeSender, writeSource } from './address-words.ts';
import { IcmpRedirects } from './icmp-redirects.ts';
import { SAME_MESSAGE_NS } from './message-times.ts';
import { rowsOf, type Sighted, sighted } from './occurrences.ts';
import { QuotedPacket } from './quoted-packet.ts';
import { Sightings } from './sightings.ts';

/** Distinct errors: two port scans of one host (65,536 ports each); a row takes some 200 bytes. */
const MAX_ERRORS = 2 ** 17;
/** ICMP router discovery (RFC 1256 §3). */
const ROUTER_ADVERTISEMENT = 9;
const ROUTER_SOLICITATION = 10;
const IPV4 = 4;
const IPV6 = 6;
const VERSION = 1;
const TYPE_AND_CODE = 2;
const REPORTER = 3;
const SOURCE = REPORTER + ADDRESS_WORDS;
const DESTINATION = SOURCE + ADDRESS_WORDS;
const PROTOCOL = DESTINATION + ADDRESS_WORDS;
const PORT = PROTOCOL + 1;
const MTU = PORT + 1;
const KEY_WORDS = MTU + 1;

/** One kind of error about one kind of packet. Addresses are empty when the quote was cut before them. */
export interface IcmpError extends Sighted {
  context: number;
  /** 4 or 6. */
  version: number;
  type: number;
  code: number;
  reporter: string;
  /** Station that sent the last one; empty when the link has none. */
  station: string;
  source: string;
  destination: string;
  /** IP protocol number of the quoted packet, null when the quote was cut before it. */
  protocol: number | null;
  /** Destination port of the quoted packet, null when it has none or was cut. */
  port: number | null;
  /** Source port of the last quoted packet, null as above. */
  sourcePort: number | null;
  /** Next-hop MTU in bytes of "fragmentation needed" and "packet too big", else null; 0 from routers that do not say. */
  mtu: number | null;
  /** Errors that were not the same message seen again at another place. */
  count: number;
  /** Of the last quoted packet: its length in bytes and its TTL or hop limit, as quoted. */
  quotedLength: number;
  quotedTtl: number;
}

export class IcmpErrorTally {
  /** Key: chain, IP version, type << 8 | code, reporter (4), quoted source (4), destination (4), protocol, port, MTU + 1. */
  readonly sightings = new Sightings(KEY_WORDS, MAX_ERRORS);
  counts: Column = new Float64Array(0);
  quotedLengths: Column = new Float64Array(0);
  quotedTtls: Column = new Float64Array(0);
  sourcePorts: Column = new Float64Array(0);
  private stationHigh: Column = new Float64Array(0);
  private stationLow: Column = new Float64Array(0);
  private lastChecksum: Column = new Float64Array(0);
  private lastTime: Column = new Float64Array(0);
  readonly redirects = new IcmpRedirects();
  /** Router discovery, either version. */
  routerSolicitations = 0;
  routerAdvertisements = 0;
  private readonly key = new Int32Array(KEY_WORDS);
  private readonly quoted = new QuotedPacket();

  /** Takes an ICMP or ICMPv6 message whose header begins at `at` and is whole; what is no error, redirect or router discovery is passed over. */
  add(packet: Packet, at: number): void {
    const { paths, path } = packet;
    if (at + icmp.HEADER_LENGTH > packet.end) return;
    const version = paths[path + Path.Version];
    const protocol = packet.protocols[packet.count - 1];
    if (version === IPV4 && protocol === Protocol.Icmp) this.addIcmp(packet, at);
    else if (version === IPV6 && protocol === Protocol.Icmpv6) this.addIcmpv6(packet, at);
  }

  /** Every error, most frequent first. */
  list(): IcmpError[] {
    return rowsOf(this.sightings.size, (row) => this.errorAt(row)).sort((a, b) => b.count - a.count);
  }

  private addIcmp(packet: Packet, at: number): void {
    const { view } = packet;
    if (icmp.type(view, at) === icmp.IcmpType.Redirect) this.redirects.add(packet, at);
    else if (icmp.quotedAt(view, at) >= 0) this.addError(packet, at, icmp.quotedAt(view, at), mtuOf(view, at));
    else if (icmp.type(view, at) === ROUTER_ADVERTISEMENT) this.routerAdvertisements++;
    else if (icmp.type(view, at) === ROUTER_SOLICITATION) this.routerSolicitations++;
  }

  private addIcmpv6(packet: Packet, at: number): void {
    const { view } = packet;
    const quote = icmpv6.quotedAt(view, at);
    if (quote >= 0) this.addError(packet, at, quote, mtu6Of(view, at));
    else if (icmpv6.type(view, at) === icmpv6.Icmpv6Type.Redirect) this.redirects.add6(packet, at);
    else if (icmpv6.type(view, at) === icmpv6.Icmpv6Type.RouterAdvertisement) this.routerAdvertisements++;
    else if (icmpv6.type(view, at) === icmpv6.Icmpv6Type.RouterSolicitation) this.routerSolicitations++;
  }

  private addError(packet: Packet, at: number, quote: number, mtu: number): void {
    const { key, quoted } = this;
    const { view, paths, path } = packet;
    const version = paths[path + Path.Version];
    quoted.read(view, quote, packet.end, version);
    key[0] = packet.context;
    key[VERSION] = version;
    key[TYPE_AND_CODE] = view.getUint16(at);
    writeSource(view, paths[path + Path.Ip], version, key, REPORTER);
    this.writeQuoted(view);
    key[MTU] = mtu + 1;
    const row = this.sightings.add(key, packet);
    if (row < 0) return;
    if (row >= this.counts.length) this.grow(row);
    this.note(packet, icmp.checksum(view, at), row);
  }

  private writeQuoted(view: DataView): void {
    const { key, quoted } = this;
    for (let i = SOURCE; i < PROTOCOL; i++) key[i] = 0;
    if (quoted.source >= 0) {
      writeAddress(view, quoted.source, key[VERSION], key, SOURCE);
      writeAddress(view, quoted.destination, key[VERSION], key, DESTINATION);
    }
    key[PROTOCOL] = quoted.protocol;
    key[PORT] = quoted.destinationPort;
  }

  /** The checksum covers the quote: the same within a moment is the same message, not the next. */
  private note(packet: Packet, checksum: number, row: number): void {
    const { quoted, key } = this;
    const again = this.lastChecksum[row] === checksum && packet.timeNs - this.lastTime[row] < SAME_MESSAGE_NS;
    if (!again) this.counts[row]++;
    this.lastChecksum[row] = checksum;
    this.lastTime[row] = packet.timeNs;
    this.quotedLengths[row] = quoted.length;
    this.quotedTtls[row] = quoted.ttl;
    this.sourcePorts[row] = quoted.sourcePort;
    writeSender(packet, key, 0);
    this.stationHigh[row] = key[0];
    this.stationLow[row] = key[1];
  }

  private errorAt(row: number): IcmpError {
    const { keys } = this.sightings.table;
    const at = row * KEY_WORDS;
    const version = keys[at + VERSION];
    const known = keys[at + PROTOCOL] >= 0;
    return {
      context: keys[at],
      version,
      type: keys[at + TYPE_AND_CODE] >> 8,
      code: keys[at + TYPE_AND_CODE] & 0xff,
      reporter: addressText(keys, at + REPORTER, version),
      station: stationText(this.stationHigh[row], this.stationLow[row]),
      source: known ? addressText(keys, at + SOURCE, version) : '',
      destination: known ? addressText(keys, at + DESTINATION, version) : '',
      protocol: orNull(keys[at + PROTOCOL]),
      port: orNull(keys[at + PORT]),
      sourcePort: orNull(this.sourcePorts[row]),
      mtu: orNull(keys[at + MTU] - 1),
      count: this.counts[row],
      quotedLength: this.quotedLengths[row],
      quotedTtl: this.quotedTtls[row],
      ...sighted(this.sightings, row),
    };
  }

  private grow(row: number): void {
    this.counts = ensureRow(this.counts, row);
    this.quotedLengths = ensureRow(this.quotedLengths, row);
    this.quotedTtls = ensureRow(this.quotedTtls, row);
    this.sourcePorts = ensureRow(this.sourcePorts, row);
    this.stationHigh = ensureRow(this.stationHigh, row);
    this.stationLow = ensureRow(this.stationLow, row);
    this.lastChecksum = ensureRow(this.lastChecksum, row, Number.NaN);
    this.lastTime = ensureRow(this.lastTime, row, Number.NaN);
  }
}

/** −1 where the message has none. */
const mtuOf = (view: DataView, at: number): number =>
  icmp.type(view, at) === icmp.IcmpType.Unreachable && icmp.code(view, at) === icmp.FRAGMENTATION_NEEDED
    ? icmp.nextHopMtu(view, at)
    : -1;

/** −1 where the message has none; larger values than an int32's are no MTU. */
const mtu6Of = (view: DataView, at: number): number =>
  icmpv6.type(view, at) === icmpv6.Icmpv6Type.PacketTooBig ? Math.min(icmpv6.nextHopMtu(view, at), 0x7ffffffe) : -1;

const orNull = (value: number): number | null => (value < 0 ? null : value);
