/** What became of fragmented datagrams, by their ends, protocol and destination port. */
import { KeyTable } from '../base/key-table.ts';
import { addressText } from './address-words.ts';
import { Occurrences, rowsOf } from './occurrences.ts';

/** Distinct ends and ports; fragments are rare, and more of them is a flood whose members say nothing one by one. */
const MAX_TOTALS = 2 ** 16;
/** Chain, IP version, source (4), destination (4), protocol, destination port (−1 for none). */
export const TotalKey = { Context: 0, Version: 1, Source: 2, Destination: 6, Protocol: 10, Port: 11 } as const;
export const TOTAL_WORDS = 12;

/** How a datagram ended. */
export const Outcome = {
  Complete: 0,
  /** Some of it never came. */
  Incomplete: 1,
  /** The capture began or ended amidst its fragments. */
  Cut: 2,
} as const;

/** A datagram that is done with, as the table of those in flight knew it. */
export interface FoldedDatagram {
  outcome: number;
  /** Time and frame of its first fragment seen. */
  first: number;
  firstFrame: number;
  fragments: number;
  /** Fragments that brought nothing new: seen before at another place, or sent twice. */
  duplicates: number;
  /** Fragments that brought new bytes and old ones. */
  overlaps: number;
  /** Bytes of payload seen. */
  bytes: number;
  /** Payload up to the furthest byte seen. */
  size: number;
  /** Longest IP packet among the fragments, header included: at most the MTU that it was cut for. */
  largestPacket: number;
  sawFirst: boolean;
}

/** Fragmented datagrams from one address to another. */
export interface FragmentTotal {
  context: number;
  version: number;
  protocol: number;
  source: string;
  destination: string;
  /** Null without one, and where no first fragment was seen. */
  port: number | null;
  complete: number;
  cut: number;
  /** The datagrams that are neither; times and frames are those of their first fragment seen. */
  incomplete: Occurrences;
  /** Incomplete ones of which all but the first fragment may have come, and of which nothing but the first came. */
  withoutFirst: number;
  onlyFirst: number;
  /** All datagrams: times and frames are those of their first fragment seen. */
  datagrams: Occurrences;
  fragments: number;
  duplicates: number;
  overlaps: number;
  bytes: number;
  largestDatagram: number;
  largestPacket: number;
}

export class FragmentTotals {
  readonly table = new KeyTable(TOTAL_WORDS, MAX_TOTALS);
  private readonly totals: FragmentTotal[] = [];

  /** Adds a datagram to the total of its key. */
  fold(key: Int32Array, datagram: FoldedDatagram): void {
    const row = this.table.rowOf(key, 0);
    if (row < 0) return;
    this.totals[row] ??= emptyTotal(key);
    const total = this.totals[row];
    total.datagrams.addAt(datagram.first, datagram.firstFrame);
    total.fragments += datagram.fragments;
    total.duplicates += datagram.duplicates;
    total.overlaps += datagram.overlaps;
    total.bytes += datagram.bytes;
    total.largestDatagram = Math.max(total.largestDatagram, datagram.size);
    total.largestPacket = Math.max(total.largestPacket, datagram.largestPacket);
    if (datagram.outcome === Outcome.Complete) total.complete++;
    else if (datagram.outcome === Outcome.Cut) total.cut++;
    else incomplete(total, datagram);
  }

  /** Every total, the one with most incomplete datagrams first. */
  list(): FragmentTotal[] {
    return rowsOf(this.table.size, (row) => this.totals[row]).sort((a, b) => b.incomplete.count - a.incomplete.count);
  }
}

function incomplete(total: FragmentTotal, datagram: FoldedDatagram): void {
  total.incomplete.addAt(datagram.first, datagram.firstFrame);
  if (!datagram.sawFirst) total.withoutFirst++;
  else if (datagram.fragments - datagram.duplicates === 1) total.onlyFirst++;
}

const emptyTotal = (key: Int32Array): FragmentTotal => ({
  context: key[TotalKey.Context],
  version: key[TotalKey.Version],
  protocol: key[TotalKey.Protocol],
  source: addressText(key, TotalKey.Source, key[TotalKey.Version]),
  destination: addressText(key, TotalKey.Destination, key[TotalKey.Version]),
  port: key[TotalKey.Port] < 0 ? null : key[TotalKey.Port],
  complete: 0,
  cut: 0,
  incomplete: new Occurrences(),
  withoutFirst: 0,
  onlyFirst: 0,
  datagrams: new Occurrences(),
  fragments: 0,
  duplicates: 0,
  overlaps: 0,
  bytes: 0,
  largestDatagram: 0,
  largestPacket: 0,
});
