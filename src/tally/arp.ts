/**
 * ARP over Ethernet and IPv4 (RFC 826): who asks for whom and is answered, and who claims which address. Probes and announcements are RFC 5227's.
 */

import { type Column, ensureRow } from '../base/columns.ts';
import { KeyTable } from '../base/key-table.ts';
import { ArpOperation, isEthernetIpv4, operation, SENDER_IP, SENDER_MAC, TARGET_IP } from '../wire/arp.ts';
import * as Cast from '../wire/cast.ts';
import { castOf, DESTINATION as ETHERNET_DESTINATION, SOURCE as ETHERNET_SOURCE } from '../wire/ethernet.ts';
import type { Packet } from '../wire/packet.ts';
import * as PacketType from '../wire/packet-type.ts';
import { ArpCounts, ArpKind } from './arp-counts.ts';
import { Conversations } from './conversations.ts';
import { SAME_MESSAGE_NS } from './occurrences.ts';
import { MAX_SIGHTINGS, Sightings } from './sightings.ts';

const LENGTH = 28;

/** Words of the keys of `Arp.asks` and `Arp.claims`. */
export const ASK_WORDS = 3;
export const CLAIM_WORDS = 4;

export class ArpTally {
  readonly byPlace = new ArpCounts();
  readonly byContext = new ArpCounts();
  /** Key: chain, asker's IPv4, target's IPv4; 0.0.0.0 asks are probes. */
  readonly asks = new Sightings(ASK_WORDS);
  /** Questions that were not a repetition of the last within SAME_MESSAGE_NS. */
  questions: Column = new Float64Array(0);
  answered: Column = new Float64Array(0);
  /** Questions sent to one station: their sender knows the answer and makes sure of it (RFC 1122 §2.3.2.1). */
  directed: Column = new Float64Array(0);
  /** 1 while the last question waits for its answer. */
  waiting: Column = new Float64Array(0);
  /** Asker's station address, high and low, of the last question. */
  askerHigh: Column = new Float64Array(0);
  askerLow: Column = new Float64Array(0);
  private lastAsked: Column = new Float64Array(0);
  private lastPlace: Column = new Float64Array(0);
  /** Key: chain, claimed IPv4, station high 16 bits, low 32 bits. */
  readonly claims = new Sightings(CLAIM_WORDS);
  claimReplies: Column = new Float64Array(0);
  claimGratuitous: Column = new Float64Array(0);
  /** ARP frames whose Ethernet source was another station than the sender address inside. */
  claimMismatches: Column = new Float64Array(0);
  private readonly conversations = new Conversations();
  /** Key: number of the conversation, asker's IPv4, target's IPv4; the row in `asks` of the last such question. */
  private readonly similar = new KeyTable(3, MAX_SIGHTINGS);
  private similarRow: Column = new Float64Array(0);
  private readonly key = new Int32Array(4);

  /** Takes an ARP message whose header (8 bytes) begins at `at` and is whole. */
  add(packet: Packet, at: number): void {
    const { view } = packet;
    const kind = operation(view, at);
    this.count(packet, ArpKind.Frames);
    if (kind === ArpOperation.Request) this.count(packet, ArpKind.Requests);
    else if (kind === ArpOperation.Reply) this.count(packet, ArpKind.Replies);
    const known = kind === ArpOperation.Request || kind === ArpOperation.Reply;
    if (known && packet.end - at >= LENGTH && isEthernetIpv4(view, at))
      this.addMessage(packet, at, kind === ArpOperation.Reply);
  }

  /** Questions that nobody was heard to answer. */
  unansweredOf(row: number): number {
    return this.questions[row] - this.answered[row];
  }

  /** Unanswered questions by the place they were last seen at, or by their chain of VLANs and tunnels; probes want no answer. */
  unansweredBy(group: 'place' | 'context'): Map<number, number> {
    const sums = new Map<number, number>();
    const { keys } = this.asks.table;
    for (let row = 0; row < this.asks.size; row++) {
      if (keys[row * 3 + 1] === 0) continue;
      const at = group === 'place' ? this.lastPlace[row] : keys[row * 3];
      sums.set(at, (sums.get(at) ?? 0) + this.unansweredOf(row));
    }
    return sums;
  }

  private count(packet: Packet, kind: number): void {
    this.byPlace.add(packet.place, kind);
    this.byContext.add(packet.context, kind);
  }

  private addMessage(packet: Packet, at: number, reply: boolean): void {
    const { view } = packet;
    const sender = view.getInt32(at + SENDER_IP);
    const target = view.getInt32(at + TARGET_IP);
    const announces = sender === target && sender !== 0;
    if (announces) this.count(packet, ArpKind.Gratuitous);
    else if (!reply && sender === 0) this.count(packet, ArpKind.Probes);
    if (sender !== 0) this.claim(packet, at, reply, announces);
    if (announces) return;
    if (reply) this.answer(packet, sender, target);
    else this.ask(packet, at, sender, target);
  }

  private claim(packet: Packet, at: number, reply: boolean, gratuitous: boolean): void {
    const { key } = this;
    const { view } = packet;
    key[0] = packet.context;
    key[1] = view.getInt32(at + SENDER_IP);
    key[2] = view.getUint16(at + SENDER_MAC);
    key[3] = view.getInt32(at + SENDER_MAC + 2);
    const row = this.claims.add(key, packet);
    if (row < 0) return;
    this.claimReplies = ensureRow(this.claimReplies, row);
    this.claimGratuitous = ensureRow(this.claimGratuitous, row);
    this.claimMismatches = ensureRow(this.claimMismatches, row);
    if (reply) this.claimReplies[row]++;
    if (gratuitous) this.claimGratuitous[row]++;
    if (packet.ethernet >= 0 && !sameStation(view, packet.ethernet + ETHERNET_SOURCE, at + SENDER_MAC))
      this.claimMismatches[row]++;
  }

  private ask(packet: Packet, at: number, sender: number, target: number): void {
    const row = this.asks.add(this.pair(packet.context, sender, target), packet);
    if (row < 0) return;
    if (row >= this.questions.length) this.growAsks(row);
    const { view, timeNs } = packet;
    if (timeNs - this.lastAsked[row] < SAME_MESSAGE_NS) return;
    this.lastAsked[row] = timeNs;
    this.lastPlace[row] = packet.place;
    this.questions[row]++;
    if (toOneStation(packet)) this.directed[row]++;
    this.waiting[row] = 1;
    this.noteSimilar(packet, sender, target, row);
    this.askerHigh[row] = view.getUint16(at + SENDER_MAC);
    this.askerLow[row] = view.getInt32(at + SENDER_MAC + 2);
  }

  private answer(packet: Packet, sender: number, target: number): void {
    const row = this.waitingRow(packet, target, sender);
    if (row < 0) return;
    this.waiting[row] = 0;
    this.answered[row]++;
  }

  /** The question of an answer: in its own chain, else where only tunnel identifiers differ. */
  private waitingRow(packet: Packet, asker: number, target: number): number {
    const row = this.asks.table.find(this.pair(packet.context, asker, target), 0);
    if (row >= 0 && this.waiting[row] === 1) return row;
    const similar = this.similar.find(this.pair(this.conversations.of(packet), asker, target), 0);
    const other = similar < 0 ? -1 : this.similarRow[similar];
    return other >= 0 && this.waiting[other] === 1 ? other : -1;
  }

  /** Makes the question findable from chains whose tunnel identifiers differ. */
  private noteSimilar(packet: Packet, asker: number, target: number, row: number): void {
    if (packet.context === 0) return;
    const similar = this.similar.rowOf(this.pair(this.conversations.of(packet), asker, target), 0);
    if (similar < 0) return;
    this.similarRow = ensureRow(this.similarRow, similar);
    this.similarRow[similar] = row;
  }

  private pair(context: number, asker: number, target: number): Int32Array {
    const { key } = this;
    key[0] = context;
    key[1] = asker;
    key[2] = target;
    return key;
  }

  private growAsks(row: number): void {
    this.questions = ensureRow(this.questions, row);
    this.answered = ensureRow(this.answered, row);
    this.directed = ensureRow(this.directed, row);
    this.waiting = ensureRow(this.waiting, row);
    this.askerHigh = ensureRow(this.askerHigh, row);
    this.askerLow = ensureRow(this.askerLow, row);
    this.lastPlace = ensureRow(this.lastPlace, row);
    this.lastAsked = ensureRow(this.lastAsked, row, Number.NaN);
  }
}

const toOneStation = ({ view, ethernet, cookedType }: Packet): boolean =>
  ethernet >= 0
    ? castOf(view, ethernet + ETHERNET_DESTINATION) === Cast.Unicast
    : cookedType === PacketType.ToUs || cookedType === PacketType.ToOther;

const sameStation = (view: DataView, one: number, other: number): boolean =>
  view.getUint16(one) === view.getUint16(other) && view.getUint32(one + 2) === view.getUint32(other + 2);
