/** Neighbor solicitations by asker and target, and whether an advertisement to the asker was seen (RFC 4861 §7.2). */
import { type Column, ensureRow } from '../base/columns.ts';
import * as ipv6 from '../wire/ipv6.ts';
import type { Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import { ADDRESS_WORDS, addressText, senderAt, stationText, writeAddress } from './address-words.ts';
import { Conversations } from './conversations.ts';
import { SAME_MESSAGE_NS } from './message-times.ts';
import { rowsOf, type Sighted, sighted } from './occurrences.ts';
import { Sightings } from './sightings.ts';

const IPV6 = 6;
const ASKER = 1;
const TARGET = ASKER + ADDRESS_WORDS;
const KEY_WORDS = TARGET + ADDRESS_WORDS;

/** What one address wanted to know about another; counts are of questions put anew. */
export interface NeighbourQuestion extends Sighted {
  /** Of the last question. */
  context: number;
  asker: string;
  target: string;
  /** Station that put the last question; empty when the link has none. */
  station: string;
  questions: number;
  answered: number;
}

export class NeighbourQuestions {
  /** Key: conversation, asker's address (4), target's address (4). */
  readonly asks = new Sightings(KEY_WORDS);
  /** Questions that were not a repetition of the last within SAME_MESSAGE_NS. */
  questions: Column = new Float64Array(0);
  answered: Column = new Float64Array(0);
  private contexts: Column = new Float64Array(0);
  private waiting: Column = new Float64Array(0);
  private askerHigh: Column = new Float64Array(0);
  private askerLow: Column = new Float64Array(0);
  private lastAsked: Column = new Float64Array(0);
  private readonly conversations = new Conversations();
  private readonly key = new Int32Array(KEY_WORDS);

  /** Takes a solicitation whose target address begins at `target`. */
  ask(packet: Packet, target: number): void {
    const { view, timeNs, paths, path } = packet;
    const row = this.asks.add(this.pair(packet, paths[path + Path.Ip] + ipv6.SOURCE, target), packet);
    if (row < 0) return;
    if (row >= this.questions.length) this.grow(row);
    if (timeNs - this.lastAsked[row] < SAME_MESSAGE_NS) return;
    const sender = senderAt(packet);
    this.lastAsked[row] = timeNs;
    this.contexts[row] = packet.context;
    this.questions[row]++;
    this.waiting[row] = 1;
    this.askerHigh[row] = sender < 0 ? 0 : view.getUint16(sender);
    this.askerLow[row] = sender < 0 ? 0 : view.getInt32(sender + 2);
  }

  /** Takes an advertisement for the address at `target`: it answers its destination's question. */
  answer(packet: Packet, target: number): void {
    const { paths, path } = packet;
    const row = this.asks.table.find(this.pair(packet, paths[path + Path.Ip] + ipv6.DESTINATION, target), 0);
    if (row < 0 || this.waiting[row] === 0) return;
    this.waiting[row] = 0;
    this.answered[row]++;
  }

  /** Everything that was asked, in order of first appearance. */
  list(): NeighbourQuestion[] {
    const { keys } = this.asks.table;
    return rowsOf(this.asks.size, (row) => ({
      context: this.contexts[row],
      asker: addressText(keys, row * KEY_WORDS + ASKER, IPV6),
      target: addressText(keys, row * KEY_WORDS + TARGET, IPV6),
      station: stationText(this.askerHigh[row], this.askerLow[row]),
      questions: this.questions[row],
      answered: this.answered[row],
      ...sighted(this.asks, row),
    }));
  }

  private pair(packet: Packet, asker: number, target: number): Int32Array {
    const { key } = this;
    key[0] = this.conversations.of(packet);
    writeAddress(packet.view, asker, IPV6, key, ASKER);
    writeAddress(packet.view, target, IPV6, key, TARGET);
    return key;
  }

  private grow(row: number): void {
    this.questions = ensureRow(this.questions, row);
    this.answered = ensureRow(this.answered, row);
    this.contexts = ensureRow(this.contexts, row);
    this.waiting = ensureRow(this.waiting, row);
    this.askerHigh = ensureRow(this.askerHigh, row);
    this.askerLow = ensureRow(this.askerLow, row);
    this.lastAsked = ensureRow(this.lastAsked, row, Number.NaN);
  }
}
