/** Duplicate address detection (RFC 4862 §5.4): who tries an address, and who defends it or tries it at the same time. */
import { type Column, ensureRow } from '../base/columns.ts';
import { neighborFlags } from '../wire/icmpv6.ts';
import type { Packet } from '../wire/packet.ts';
import { ADDRESS_WORDS, addressText, stationText, writeAddress, writeSender } from './address-words.ts';
import { Conversations } from './conversations.ts';
import { SAME_MESSAGE_NS } from './message-times.ts';
import { rowsOf, type Sighted, sighted } from './occurrences.ts';
import { Sightings } from './sightings.ts';

const IPV6 = 6;
const TARGET = 1;
const KEY_WORDS = TARGET + ADDRESS_WORDS;
/** A host waits RetransTimer, one second, for a defender (RFC 4862 §5.1); half a second is left for what the network delays. */
export const DEFENCE_NS = 1.5e9;

/** Attempts of all stations to use one address. */
export interface DuplicateAddressTest extends Sighted {
  /** Of the last attempt. */
  context: number;
  address: string;
  /** Station whose attempt met the last conflict, or without one the last that tried; empty when the link has none. */
  station: string;
  attempts: number;
  /** Attempts that an advertisement of another station answered. */
  defended: number;
  /** Attempts that met one of another station. */
  simultaneous: number;
  /** The other station of the last conflict; empty without one. */
  rival: string;
  /** R, S and O of the last defending advertisement, in the upper three bits. */
  rivalFlags: number;
  firstConflict: number;
  lastConflict: number;
  /** First advertisement that defended, and first attempt that met another; 0 for none. */
  firstDefenceFrame: number;
  firstMeetingFrame: number;
}

export class DuplicateAddressTests {
  /** Key: conversation, address tried (4). */
  readonly tries = new Sightings(KEY_WORDS);
  attempts: Column = new Float64Array(0);
  defended: Column = new Float64Array(0);
  simultaneous: Column = new Float64Array(0);
  /** 1 while a conflict would count for the last attempt. */
  private open: Column = new Float64Array(0);
  private contexts: Column = new Float64Array(0);
  private lastTried: Column = new Float64Array(0);
  private stationHigh: Column = new Float64Array(0);
  private stationLow: Column = new Float64Array(0);
  /** Of the attempt that met the last conflict. */
  private triedHigh: Column = new Float64Array(0);
  private triedLow: Column = new Float64Array(0);
  private rivalHigh: Column = new Float64Array(0);
  private rivalLow: Column = new Float64Array(0);
  private rivalFlags: Column = new Float64Array(0);
  private firstConflict: Column = new Float64Array(0);
  private lastConflict: Column = new Float64Array(0);
  private firstDefenceFrame: Column = new Float64Array(0);
  private firstMeetingFrame: Column = new Float64Array(0);
  private readonly conversations = new Conversations();
  private readonly key = new Int32Array(KEY_WORDS);
  private readonly sender = new Int32Array(2);

  /** Takes a solicitation from the unspecified address for the one at `target`. */
  attempt(packet: Packet, target: number): void {
    const row = this.tries.add(this.keyOf(packet, target), packet);
    if (row < 0) return;
    if (row >= this.attempts.length) this.grow(row);
    writeSender(packet, this.sender, 0);
    const age = packet.timeNs - this.lastTried[row];
    const own = this.isOwn(row);
    if (own && age < SAME_MESSAGE_NS) return;
    const meets = !own && this.conflicts(row, age);
    if (meets) {
      this.simultaneous[row]++;
      this.firstMeetingFrame[row] ||= packet.frame;
      this.conflict(packet, row);
    }
    this.attempts[row]++;
    // After a meeting both have failed: what still comes of either is an echo of it.
    this.open[row] = meets ? 0 : 1;
    this.lastTried[row] = packet.timeNs;
    this.contexts[row] = packet.context;
    this.stationHigh[row] = this.sender[0];
    this.stationLow[row] = this.sender[1];
  }

  /** Takes an advertisement that begins at `at`, for the address at `target`. */
  advertise(packet: Packet, at: number, target: number): void {
    const row = this.tries.table.find(this.keyOf(packet, target), 0);
    if (row < 0) return;
    writeSender(packet, this.sender, 0);
    if (this.isOwn(row) || !this.conflicts(row, packet.timeNs - this.lastTried[row])) return;
    this.open[row] = 0;
    this.defended[row]++;
    this.firstDefenceFrame[row] ||= packet.frame;
    this.rivalFlags[row] = neighborFlags(packet.view, at);
    this.conflict(packet, row);
  }

  /** Every address tried, in order of first appearance. */
  list(): DuplicateAddressTest[] {
    const { keys } = this.tries.table;
    return rowsOf(this.tries.size, (row) => ({
      context: this.contexts[row],
      address: addressText(keys, row * KEY_WORDS + TARGET, IPV6),
      station: this.stationOf(row),
      attempts: this.attempts[row],
      defended: this.defended[row],
      simultaneous: this.simultaneous[row],
      rival: stationText(this.rivalHigh[row], this.rivalLow[row]),
      rivalFlags: this.rivalFlags[row],
      firstConflict: this.firstConflict[row],
      lastConflict: this.lastConflict[row],
      firstDefenceFrame: this.firstDefenceFrame[row],
      firstMeetingFrame: this.firstMeetingFrame[row],
      ...sighted(this.tries, row),
    }));
  }

  /** Who tries later has nothing to do with a conflict before. */
  private stationOf(row: number): string {
    return this.defended[row] + this.simultaneous[row] > 0
      ? stationText(this.triedHigh[row], this.triedLow[row])
      : stationText(this.stationHigh[row], this.stationLow[row]);
  }

  private isOwn(row: number): boolean {
    return this.sender[0] === this.stationHigh[row] && this.sender[1] === this.stationLow[row];
  }

  /** True when the sender is known and the last attempt, by a known station too, still waits. */
  private conflicts(row: number, age: number): boolean {
    const { sender } = this;
    if (this.open[row] === 0 || age > DEFENCE_NS) return false;
    return (sender[0] !== 0 || sender[1] !== 0) && (this.stationHigh[row] !== 0 || this.stationLow[row] !== 0);
  }

  private conflict(packet: Packet, row: number): void {
    if (this.defended[row] + this.simultaneous[row] === 1) this.firstConflict[row] = packet.timeNs;
    this.lastConflict[row] = packet.timeNs;
    this.triedHigh[row] = this.stationHigh[row];
    this.triedLow[row] = this.stationLow[row];
    this.rivalHigh[row] = this.sender[0];
    this.rivalLow[row] = this.sender[1];
  }

  private keyOf(packet: Packet, target: number): Int32Array {
    this.key[0] = this.conversations.of(packet);
    writeAddress(packet.view, target, IPV6, this.key, TARGET);
    return this.key;
  }

  private grow(row: number): void {
    this.attempts = ensureRow(this.attempts, row);
    this.defended = ensureRow(this.defended, row);
    this.simultaneous = ensureRow(this.simultaneous, row);
    this.open = ensureRow(this.open, row);
    this.contexts = ensureRow(this.contexts, row);
    this.lastTried = ensureRow(this.lastTried, row, Number.NaN);
    this.stationHigh = ensureRow(this.stationHigh, row);
    this.stationLow = ensureRow(this.stationLow, row);
    this.triedHigh = ensureRow(this.triedHigh, row);
    this.triedLow = ensureRow(this.triedLow, row);
    this.rivalHigh = ensureRow(this.rivalHigh, row);
    this.rivalLow = ensureRow(this.rivalLow, row);
    this.rivalFlags = ensureRow(this.rivalFlags, row);
    this.firstConflict = ensureRow(this.firstConflict, row, Number.NaN);
    this.lastConflict = ensureRow(this.lastConflict, row, Number.NaN);
    this.firstDefenceFrame = ensureRow(this.firstDefenceFrame, row);
    this.firstMeetingFrame = ensureRow(this.firstMeetingFrame, row);
  }
}
