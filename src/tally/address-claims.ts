/**
 * Who claims which IPv4 address by ARP replies and announcements (RFC 826, RFC 5227 §3), at each place: the same address on two stations at once is a conflict,
 * on one after the other a move. Requests claim nothing here: kernels ask with any of their addresses. The kernel counts (kernel/address-claims.ts).
 */
import { formatIpv4 } from '../base/addresses.ts';
import type { Kernel } from './kernel.ts';
import { KernelTable, seenIn } from './kernel-tables.ts';
import * as Table from './key-table-layout.ts';
import { rowsOf, type Sighted, sighted } from './occurrences.ts';
import { formatStation } from './station-text.ts';

const CLAIM_WORDS = Table.PLACE_CLAIM_WORDS;
const { HOLDER_WORDS } = Table;

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
  /** Times that the address went from one station to another, and those of them to one that had it before, within CACHE_NS of the last claim of the other. */
  changes: number;
  returns: number;
  /** Returns of a station that had not given the address up: it answered without an announcement, or defended the address at once. */
  neverLeft: number;
  /** The first of them; 0 without one. */
  neverLeftFrame: number;
  /** Questions that two stations answered. */
  doubleAnswers: number;
  firstChange: number;
  lastChange: number;
  firstChangeFrame: number;
}

export class AddressClaims {
  private readonly claims: KernelTable;
  private readonly holders: KernelTable;

  constructor(kernel: Kernel) {
    this.claims = new KernelTable(kernel, Table.PlaceClaims);
    this.holders = new KernelTable(kernel, Table.Holders);
  }

  /** Every address that changed hands, in order of first appearance. */
  list(): ContestedAddress[] {
    const changes = this.holders.doubles(Table.Changes);
    const contested = rowsOf(changes.length, (row) => row).filter((row) => changes[row] > 0);
    if (contested.length === 0) return [];
    const claims = this.claimsByHolder();
    const at = this.contests();
    return contested.map((row) => ({ ...at(row), claims: claims.get(row) ?? [] }));
  }

  /** Claims by the row of their address and place. */
  private claimsByHolder(): Map<number, AddressClaim[]> {
    const { table, ...seen } = seenIn(this.claims);
    const byHolder = new Map<number, AddressClaim[]>();
    for (let row = 0; row < seen.size; row++) {
      const key = table.keys.subarray(row * CLAIM_WORDS, (row + 1) * CLAIM_WORDS);
      const holder = this.holders.find(key, 0);
      const station = formatStation(key[3], key[4]) ?? '00:00:00:00:00:00';
      const claim = { station, ...sighted(seen, row) };
      const known = byHolder.get(holder);
      if (known === undefined) byHolder.set(holder, [claim]);
      else known.push(claim);
    }
    return byHolder;
  }

  private contests(): (row: number) => Omit<ContestedAddress, 'claims'> {
    const { holders } = this;
    const keys = holders.keys();
    const [changes, neverLeftFrame] = [Table.Changes, Table.NeverLeftFrame].map((field) => holders.doubles(field));
    const counts = [Table.Returns, Table.NeverLeft, Table.DoubleAnswers].map((field) => holders.words(field));
    const times = [Table.FirstChange, Table.LastChange, Table.FirstChangeFrame].map((field) => holders.doubles(field));
    return (row) => ({
      place: keys[row * HOLDER_WORDS],
      context: keys[row * HOLDER_WORDS + 1],
      address: formatIpv4(keys[row * HOLDER_WORDS + 2] >>> 0),
      changes: changes[row],
      returns: counts[0][row],
      neverLeft: counts[1][row],
      neverLeftFrame: neverLeftFrame[row],
      doubleAnswers: counts[2][row],
      firstChange: times[0][row],
      lastChange: times[1][row],
      firstChangeFrame: times[2][row],
    });
  }
}
