/** IPv6 neighbour discovery (RFC 4861 §4) and multicast listener discovery (RFC 2710 §3, RFC 3810 §5): which station speaks for which address. */
import { type Column, ensureRow } from '../base/columns.ts';
import {
  Icmpv6Type,
  linkAddressAt,
  neighborFlags,
  neighborTargetAt,
  SOURCE_LINK_ADDRESS,
  TARGET_LINK_ADDRESS,
  type,
} from '../wire/icmpv6.ts';
import * as ipv6 from '../wire/ipv6.ts';
import type { Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import { addressText, senderAt, stationText, writeAddress, writeSender } from './address-words.ts';
import { DuplicateAddressTests } from './duplicate-address-tests.ts';
import { NeighbourQuestions } from './neighbour-questions.ts';
import { rowsOf, type Sighted, sighted } from './occurrences.ts';
import { Sightings } from './sightings.ts';

const IPV6 = 6;
const MLD_QUERY = 130;
const MLD_V1_REPORT = 131;
const MLD_DONE = 132;
const MLD_V2_REPORT = 143;
/** S and O of an advertisement (RFC 4861 §4.4). */
const SOLICITED = 0x40;
const OVERRIDE = 0x20;
const ROLE = 1;
const STATION = 2;
const ADDRESS = 4;
const KEY_WORDS = 8;

/** In which way a station was seen with an address: as its source, or as the target it tries (`dad-target`) or tells about (`neighbor-advertisement`). */
export const NEIGHBOUR_ROLES = [
  'router-solicitation',
  'router-advertisement',
  'neighbor-solicitation',
  'dad-target',
  'neighbor-advertisement',
  'listener-report',
  'listener-query',
] as const;
export type NeighbourRole = (typeof NEIGHBOUR_ROLES)[number];
const roleId = (role: NeighbourRole): number => NEIGHBOUR_ROLES.indexOf(role);

const NEIGHBOR_SOLICITATION = roleId('neighbor-solicitation');
const DAD_TARGET = roleId('dad-target');
const NEIGHBOR_ADVERTISEMENT = roleId('neighbor-advertisement');
/** Role of the source of each message type that needs no closer look; −1 for all others. */
const SOURCE_ROLES = new Int8Array(256).fill(-1);
SOURCE_ROLES[Icmpv6Type.RouterSolicitation] = roleId('router-solicitation');
SOURCE_ROLES[Icmpv6Type.RouterAdvertisement] = roleId('router-advertisement');
for (const report of [MLD_V1_REPORT, MLD_DONE, MLD_V2_REPORT]) SOURCE_ROLES[report] = roleId('listener-report');
SOURCE_ROLES[MLD_QUERY] = roleId('listener-query');

/** A station seen with an address in one role. */
export interface NeighbourSighting extends Sighted {
  role: NeighbourRole;
  context: number;
  /** Source station of the frames; empty when the link has none. */
  station: string;
  address: string;
  /** Advertisements that say they were asked for, and that say to replace what is known. */
  solicited: number;
  overriding: number;
  /** Frames whose link-layer address option names another station than the frame's source. */
  mismatches: number;
}

export class NeighbourTally {
  /** Key: chain, role, station high 16 bits, low 32 bits, address (4). */
  readonly sightings = new Sightings(KEY_WORDS);
  solicited: Column = new Float64Array(0);
  overriding: Column = new Float64Array(0);
  mismatches: Column = new Float64Array(0);
  readonly questions = new NeighbourQuestions();
  readonly tests = new DuplicateAddressTests();
  private readonly key = new Int32Array(KEY_WORDS);

  /** Takes an ICMPv6 message that begins at `at`; types that are none of this tally's are passed over. */
  add(packet: Packet, at: number): void {
    const { paths, path, view, end } = packet;
    if (at >= end || paths[path + Path.Version] !== IPV6) return;
    const source = paths[path + Path.Ip] + ipv6.SOURCE;
    const role = SOURCE_ROLES[type(view, at)];
    if (role >= 0) {
      this.sight(packet, role, source);
      return;
    }
    const target = neighborTargetAt(view, at, end);
    if (target < 0) return;
    if (type(view, at) === Icmpv6Type.NeighborAdvertisement) this.advertisement(packet, at, target);
    else if (isUnspecified(view, source)) this.attempt(packet, target);
    else this.solicitation(packet, at, target);
  }

  /** Every station with every address, in order of first appearance. */
  list(): NeighbourSighting[] {
    const { keys } = this.sightings.table;
    return rowsOf(this.sightings.size, (row) => ({
      role: NEIGHBOUR_ROLES[keys[row * KEY_WORDS + ROLE]],
      context: keys[row * KEY_WORDS],
      station: stationText(keys[row * KEY_WORDS + STATION], keys[row * KEY_WORDS + STATION + 1]),
      address: addressText(keys, row * KEY_WORDS + ADDRESS, IPV6),
      solicited: this.solicited[row],
      overriding: this.overriding[row],
      mismatches: this.mismatches[row],
      ...sighted(this.sightings, row),
    }));
  }

  private solicitation(packet: Packet, at: number, target: number): void {
    const row = this.sight(packet, NEIGHBOR_SOLICITATION, packet.paths[packet.path + Path.Ip] + ipv6.SOURCE);
    if (row >= 0) this.compare(packet, row, linkAddressAt(packet.view, at, packet.end, SOURCE_LINK_ADDRESS));
    this.questions.ask(packet, target);
  }

  private attempt(packet: Packet, target: number): void {
    this.sight(packet, DAD_TARGET, target);
    this.tests.attempt(packet, target);
  }

  private advertisement(packet: Packet, at: number, target: number): void {
    const row = this.sight(packet, NEIGHBOR_ADVERTISEMENT, target);
    if (row >= 0) {
      const flags = neighborFlags(packet.view, at);
      if ((flags & SOLICITED) !== 0) this.solicited[row]++;
      if ((flags & OVERRIDE) !== 0) this.overriding[row]++;
      this.compare(packet, row, linkAddressAt(packet.view, at, packet.end, TARGET_LINK_ADDRESS));
    }
    this.questions.answer(packet, target);
    this.tests.advertise(packet, at, target);
  }

  private sight(packet: Packet, role: number, address: number): number {
    const { key } = this;
    key[0] = packet.context;
    key[ROLE] = role;
    writeSender(packet, key, STATION);
    writeAddress(packet.view, address, IPV6, key, ADDRESS);
    const row = this.sightings.add(key, packet);
    if (row >= this.solicited.length) this.grow(row);
    return row;
  }

  private compare(packet: Packet, row: number, option: number): void {
    const sender = senderAt(packet);
    if (option < 0 || sender < 0) return;
    const { view } = packet;
    const same =
      view.getUint16(option) === view.getUint16(sender) && view.getInt32(option + 2) === view.getInt32(sender + 2);
    if (!same) this.mismatches[row]++;
  }

  private grow(row: number): void {
    this.solicited = ensureRow(this.solicited, row);
    this.overriding = ensureRow(this.overriding, row);
    this.mismatches = ensureRow(this.mismatches, row);
  }
}

const isUnspecified = (view: DataView, at: number): boolean =>
  (view.getInt32(at) | view.getInt32(at + 4) | view.getInt32(at + 8) | view.getInt32(at + 12)) === 0;
