/**
 * ARP over Ethernet and IPv4 (RFC 826): who asks for whom and is answered, and who claims which address. Probes and announcements are RFC 5227's. The kernel counts
 * (kernel/arp.ts); what it counted is here when all packets are in.
 */

import type { Column } from '../base/columns.ts';
import { ETHERNET_IPV4_LENGTH } from '../wire/arp.ts';
import * as Cast from '../wire/cast.ts';
import { MAX_CONTEXTS } from '../wire/contexts.ts';
import { castOf, DESTINATION as ETHERNET_DESTINATION } from '../wire/ethernet.ts';
import type { Packet } from '../wire/packet.ts';
import * as PacketType from '../wire/packet-type.ts';
import { ArpCounts } from './arp-counts.ts';
import type { Kernel } from './kernel.ts';
import * as Layout from './kernel-layout.ts';
import { KernelTable, type Seen, seenIn } from './kernel-tables.ts';
import * as Table from './key-table-layout.ts';
import { MAX_PLACES } from './places.ts';

/** Words of the keys of `ArpTally.asks` and `ArpTally.claims`. */
export const { ASK_WORDS, CLAIM_WORDS } = Table;

export class ArpTally {
  readonly byPlace: ArpCounts;
  readonly byContext: ArpCounts;
  /** Key: chain, asker's IPv4, target's IPv4; 0.0.0.0 asks are probes. */
  asks: Seen;
  /** Questions that were not a repetition of the last within SAME_MESSAGE_NS. */
  questions: Column = new Float64Array(0);
  answered: Column = new Float64Array(0);
  /** Questions sent to one station: their sender knows the answer and makes sure of it (RFC 1122 §2.3.2.1). */
  directed: Column = new Float64Array(0);
  /** Asker's station address, high and low, of the last question. */
  askerHigh: Column = new Float64Array(0);
  askerLow: Column = new Float64Array(0);
  private lastPlace: Column = new Float64Array(0);
  private readonly unanswered = new Map<'place' | 'context', Map<number, number>>();
  /** Key: chain, claimed IPv4, station high 16 bits, low 32 bits. */
  claims: Seen;
  claimReplies: Column = new Float64Array(0);
  claimGratuitous: Column = new Float64Array(0);
  /** ARP frames whose Ethernet source was another station than the sender address inside. */
  claimMismatches: Column = new Float64Array(0);
  private readonly kernel: Kernel;
  private readonly askTable: KernelTable;
  private readonly claimTable: KernelTable;

  constructor(kernel: Kernel) {
    const { buffer } = kernel.memory;
    this.kernel = kernel;
    this.byPlace = new ArpCounts(buffer, Layout.ARP_BY_PLACE, MAX_PLACES);
    this.byContext = new ArpCounts(buffer, Layout.ARP_BY_CHAIN, MAX_CONTEXTS);
    this.askTable = new KernelTable(kernel, Table.Asks);
    this.claimTable = new KernelTable(kernel, Table.Claims);
    this.asks = seenIn(this.askTable);
    this.claims = seenIn(this.claimTable);
  }

  /** Takes an ARP message whose header (8 bytes) begins at `at` and is whole; its bytes must be loaded. */
  add(packet: Packet, at: number): void {
    const { ethernet } = packet;
    const { delta, exports } = this.kernel;
    exports.addArp(
      packet.timeNs,
      packet.frame,
      packet.place,
      packet.context,
      at + delta,
      Number(packet.end - at >= ETHERNET_IPV4_LENGTH),
      ethernet < 0 ? -1 : ethernet + delta,
      Number(isDirected(packet)),
    );
  }

  /** Takes over what was counted; call once, when all packets are in. */
  finish(): void {
    const { askTable, claimTable } = this;
    this.asks = seenIn(askTable);
    this.questions = askTable.doubles(Table.Questions);
    this.answered = askTable.doubles(Table.Answered);
    this.directed = askTable.doubles(Table.Directed);
    this.askerHigh = askTable.words(Table.AskerHigh);
    this.askerLow = askTable.words(Table.AskerLow);
    this.lastPlace = askTable.words(Table.LastPlace);
    this.claims = seenIn(claimTable);
    this.claimReplies = claimTable.doubles(Table.Replies);
    this.claimGratuitous = claimTable.doubles(Table.Gratuitous);
    this.claimMismatches = claimTable.doubles(Table.Mismatches);
  }

  /** Questions that nobody was heard to answer. */
  unansweredOf(row: number): number {
    return this.questions[row] - this.answered[row];
  }

  /** Unanswered questions by the place they were last seen at, or by their chain of VLANs and tunnels; probes want no answer. */
  unansweredBy(group: 'place' | 'context'): Map<number, number> {
    const known = this.unanswered.get(group) ?? this.sumUnanswered(group);
    this.unanswered.set(group, known);
    return known;
  }

  private sumUnanswered(group: 'place' | 'context'): Map<number, number> {
    const sums = new Map<number, number>();
    const { keys } = this.asks.table;
    for (let row = 0; row < this.asks.size; row++) {
      const open = this.unansweredOf(row);
      if (open === 0 || keys[row * ASK_WORDS + 1] === 0) continue;
      const at = group === 'place' ? this.lastPlace[row] : keys[row * ASK_WORDS];
      sums.set(at, (sums.get(at) ?? 0) + open);
    }
    return sums;
  }
}

/** To one station, as far as the link tells. */
const isDirected = ({ view, ethernet, cookedType }: Packet): boolean =>
  ethernet >= 0
    ? castOf(view, ethernet + ETHERNET_DESTINATION) === Cast.Unicast
    : cookedType === PacketType.ToUs || cookedType === PacketType.ToOther;
