/**
 * Who claims which IPv4 address by ARP replies and announcements (RFC 826, RFC 5227 §3), at each place: the same address on two stations at once is a conflict,
 * on one after the other a move. Requests claim nothing here: kernels ask with any of their addresses.
 */
import { formatIpv4 } from '../base/addresses.ts';
import { type Column, ensureRow } from '../base/columns.ts';
import { ArpOperation, isEthernetIpv4, operation, SENDER_IP, SENDER_MAC, TARGET_IP } from '../wire/arp.ts';
import type { Packet } from '../wire/packet.ts';
import { rowsOf, type Sighted, sighted } from './occurrences.ts';
import { Sightings } from './sightings.ts';
import { formatStation } from './station-text.ts';

const LENGTH = 28;
const CLAIM_WORDS = 5;
const HOLDER_WORDS = 3;
/** How long a neighbour keeps what it learned: base_reachable_time of Linux, at most one and a half times 30 s, and a probe or two. In ns. */
export const CACHE_NS = 60e9;
/** Two answers to one question come this close together, in ns; nobody asks again sooner (RFC 1122 §2.3.2.1). */
const SAME_QUESTION_NS = 900e6;
/** Distinct addresses and places. */
const MAX_HOLDERS = 2 ** 16;

/** A station that claimed an address. */
export interface AddressClaim extends Sighted {
  station: string;
}

/** One address at one place that more than one station claimed. */
export interface ContestedAddress {
  place: number;
  context: number;
  address: string;
  claims: AddressClaim[];
  /** Times that the address went from one station to another, and those of them within CACHE_NS of the last claim of the other. */
  changes: number;
  quickChanges: number;
  /** Questions that two stations answered. */
  doubleAnswers: number;
  firstChange: number;
  lastChange: number;
  firstChangeFrame: number;
}

export class AddressClaims {
  /** Key: place, chain, address, station high 16 bits, low 32 bits. */
  readonly claims = new Sightings(CLAIM_WORDS, MAX_HOLDERS);
  /** Key: place, chain, address. */
  private readonly holders = new Sightings(HOLDER_WORDS, MAX_HOLDERS);
  /** Row of `claims` that claimed last. */
  private holder: Column = new Float64Array(0);
  private lastClaim: Column = new Float64Array(0);
  private lastReply: Column = new Float64Array(0);
  private changes: Column = new Float64Array(0);
  private quickChanges: Column = new Float64Array(0);
  private doubleAnswers: Column = new Float64Array(0);
  private firstChange: Column = new Float64Array(0);
  private lastChange: Column = new Float64Array(0);
  private firstChangeFrame: Column = new Float64Array(0);
  private readonly key = new Int32Array(CLAIM_WORDS);

  /** Takes an ARP message whose header (8 bytes) begins at `at` and is whole. */
  add(packet: Packet, at: number): void {
    const { view } = packet;
    const { key } = this;
    if (packet.end - at < LENGTH || !isEthernetIpv4(view, at)) return;
    const reply = operation(view, at) === ArpOperation.Reply;
    const sender = view.getInt32(at + SENDER_IP);
    if (sender === 0 || (!reply && sender !== view.getInt32(at + TARGET_IP))) return;
    key[0] = packet.place;
    key[1] = packet.context;
    key[2] = sender;
    key[3] = view.getUint16(at + SENDER_MAC);
    key[4] = view.getInt32(at + SENDER_MAC + 2);
    const claim = this.claims.add(key, packet);
    const row = this.holders.add(key, packet);
    if (claim < 0 || row < 0) return;
    if (row >= this.holder.length) this.grow(row);
    if (this.holders.frames[row] > 1 && this.holder[row] !== claim) this.change(packet, row, reply);
    this.holder[row] = claim;
    this.lastClaim[row] = packet.timeNs;
    if (reply) this.lastReply[row] = packet.timeNs;
  }

  /** Every address that changed hands, in order of first appearance. */
  list(): ContestedAddress[] {
    const contested = rowsOf(this.holders.size, (row) => row).filter((row) => this.changes[row] > 0);
    if (contested.length === 0) return [];
    const claims = this.claimsByHolder();
    return contested.map((row) => this.contestAt(row, claims.get(row) ?? []));
  }

  private change(packet: Packet, row: number, reply: boolean): void {
    const { timeNs } = packet;
    this.changes[row]++;
    if (timeNs - this.lastClaim[row] < CACHE_NS) this.quickChanges[row]++;
    if (reply && timeNs - this.lastReply[row] < SAME_QUESTION_NS) this.doubleAnswers[row]++;
    this.lastChange[row] = timeNs;
    if (this.firstChangeFrame[row] !== 0) return;
    this.firstChange[row] = timeNs;
    this.firstChangeFrame[row] = packet.frame;
  }

  private claimsByHolder(): Map<number, AddressClaim[]> {
    const { keys } = this.claims.table;
    const byHolder = new Map<number, AddressClaim[]>();
    for (let row = 0; row < this.claims.size; row++) {
      const holder = this.holders.table.find(keys, row * CLAIM_WORDS);
      const station = formatStation(keys[row * CLAIM_WORDS + 3], keys[row * CLAIM_WORDS + 4]) ?? '00:00:00:00:00:00';
      const claim = { station, ...sighted(this.claims, row) };
      byHolder.set(holder, [...(byHolder.get(holder) ?? []), claim]);
    }
    return byHolder;
  }

  private contestAt(row: number, claims: AddressClaim[]): ContestedAddress {
    const { keys } = this.holders.table;
    return {
      place: keys[row * HOLDER_WORDS],
      context: keys[row * HOLDER_WORDS + 1],
      address: formatIpv4(keys[row * HOLDER_WORDS + 2] >>> 0),
      claims,
      changes: this.changes[row],
      quickChanges: this.quickChanges[row],
      doubleAnswers: this.doubleAnswers[row],
      firstChange: this.firstChange[row],
      lastChange: this.lastChange[row],
      firstChangeFrame: this.firstChangeFrame[row],
    };
  }

  private grow(row: number): void {
    this.holder = ensureRow(this.holder, row);
    this.lastClaim = ensureRow(this.lastClaim, row, Number.NaN);
    this.lastReply = ensureRow(this.lastReply, row, Number.NaN);
    this.changes = ensureRow(this.changes, row);
    this.quickChanges = ensureRow(this.quickChanges, row);
    this.doubleAnswers = ensureRow(this.doubleAnswers, row);
    this.firstChange = ensureRow(this.firstChange, row, Number.NaN);
    this.lastChange = ensureRow(this.lastChange, row, Number.NaN);
    this.firstChangeFrame = ensureRow(this.firstChangeFrame, row);
  }
}
