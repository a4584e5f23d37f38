/**
 * Tests for a duplicate address (RFC 4862 §5.4, RFC 5227 §2.1) that a frame from the tester's own station answers. A host does not answer itself: while it tests an
 * address it does not have it yet. Another host with the same station address does.
 */
import { ArpOperation, isEthernetIpv4, operation, SENDER_IP, TARGET_IP } from '../wire/arp.ts';
import { Icmpv6Type, neighborFlags, neighborTargetAt, type } from '../wire/icmpv6.ts';
import * as ipv6 from '../wire/ipv6.ts';
import type { Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import { addressText, stationText, writeAddress, writeSender } from './address-words.ts';
import { Occurrences } from './occurrences.ts';
import { Sightings } from './sightings.ts';

/**
 * A defender answers at once. The tester itself announces its address when the test is over, a second after the last question at the earliest (RetransTimer,
 * RFC 4861 §10; ANNOUNCE_WAIT, RFC 5227 §1.1); half of that is left in between. In ns.
 */
export const ANSWER_NS = 0.5e9;
/** Tests kept apart: addresses tried at one place. */
export const MAX_TESTS = 2 ** 16;
const ARP_LENGTH = 28;
/** S of an advertisement (RFC 4861 §4.4): a test is answered without it, as its sender has no address yet. */
const SOLICITED = 0x40;
const PLACE = 0;
const CONTEXT = 1;
const STATION = 2;
const VERSION = 4;
const ADDRESS = 5;
const KEY_WORDS = 9;

/** One address that one station tested, and answered. */
export interface SelfAnswer {
  place: number;
  context: number;
  station: string;
  address: string;
  /** All tests of it. */
  tests: number;
  firstTestFrame: number;
  answers: Occurrences;
}

export class SelfAnswers {
  /** Key: place, chain, station (2), IP version, address (4). */
  readonly tests = new Sightings(KEY_WORDS, MAX_TESTS);
  /** By row: the time of the last test that waits, and the answers from its own station. */
  private readonly waiting = new Map<number, number>();
  private readonly answers = new Map<number, Occurrences>();
  private readonly key = new Int32Array(KEY_WORDS);

  /** Takes an ARP message whose header (8 bytes) begins at `at` and is whole. */
  addArp(packet: Packet, at: number): void {
    const { view } = packet;
    if (packet.end - at < ARP_LENGTH || !isEthernetIpv4(view, at)) return;
    const probe = operation(view, at) === ArpOperation.Request && view.getInt32(at + SENDER_IP) === 0;
    const answer = operation(view, at) === ArpOperation.Reply && view.getInt32(at + TARGET_IP) === 0;
    if (probe) this.test(packet, at + TARGET_IP, 4);
    else if (answer) this.answer(packet, at + SENDER_IP, 4);
  }

  /** Takes an ICMPv6 message that begins at `at`. */
  addIcmpv6(packet: Packet, at: number): void {
    const { paths, path, view, end } = packet;
    if (at >= end || paths[path + Path.Version] !== 6) return;
    const target = neighborTargetAt(view, at, end);
    if (target < 0) return;
    const solicitation = type(view, at) === Icmpv6Type.NeighborSolicitation;
    if (!solicitation && (neighborFlags(view, at) & SOLICITED) === 0) this.answer(packet, target, 6);
    else if (solicitation && isUnspecified(view, paths[path + Path.Ip] + ipv6.SOURCE)) this.test(packet, target, 6);
  }

  /** Tests that were answered by their own station, in the order of the first such answer. */
  list(): SelfAnswer[] {
    const { keys } = this.tests.table;
    return [...this.answers].map(([row, answers]) => {
      const at = row * KEY_WORDS;
      return {
        place: keys[at + PLACE],
        context: keys[at + CONTEXT],
        station: stationText(keys[at + STATION], keys[at + STATION + 1]),
        address: addressText(keys, at + ADDRESS, keys[at + VERSION]),
        tests: this.tests.frames[row],
        firstTestFrame: this.tests.firstFrame[row],
        answers,
      };
    });
  }

  private test(packet: Packet, address: number, version: number): void {
    const row = this.isNamed(packet, address, version) ? this.tests.add(this.key, packet) : -1;
    if (row >= 0) this.waiting.set(row, packet.timeNs);
  }

  private answer(packet: Packet, address: number, version: number): void {
    const row = this.isNamed(packet, address, version) ? this.tests.table.find(this.key, 0) : -1;
    const asked = this.waiting.get(row);
    if (asked === undefined || !(packet.timeNs - asked <= ANSWER_NS)) return;
    this.waiting.delete(row);
    const answers = this.answers.get(row) ?? new Occurrences();
    this.answers.set(row, answers);
    answers.add(packet);
  }

  /** Writes the key; false when the link has no station addresses. */
  private isNamed(packet: Packet, address: number, version: number): boolean {
    const { key } = this;
    key[PLACE] = packet.place;
    key[CONTEXT] = packet.context;
    writeSender(packet, key, STATION);
    key[VERSION] = version;
    writeAddress(packet.view, address, version, key, ADDRESS);
    return key[STATION] !== 0 || key[STATION + 1] !== 0;
  }
}

const isUnspecified = (view: DataView, at: number): boolean =>
  (view.getInt32(at) | view.getInt32(at + 4) | view.getInt32(at + 8) | view.getInt32(at + 12)) === 0;
