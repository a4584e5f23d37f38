/**
 * The outer UDP checksums of tunnel packets, looked at for a sample of each tunnel: those whose checksum is wrong although everything inside is right. The sending
 * computer's own capture shows unfinished sums (of the pseudo-header alone, or right only once the inner one is finished); those are never counted as wrong.
 */
import { type Column, ensureRow } from '../base/columns.ts';
import { INNER, OUTER, type Packet } from '../wire/packet.ts';
import * as Checksum from './checksum-state.ts';
import { Occurrences } from './occurrences.ts';
import { headerIsGood, pathChecksum } from './path-checksum.ts';
import { opensConnection } from './telling.ts';

/** Of what is offered of each tunnel and direction the first packets are looked at, whatever they are … */
const FIRST_CHECKED = 16;
/** … and then those with a SYN inside, which begin a conversation and whose loss is seen by their repetition. */
const MOST_CHECKED = 64;
/** Packets looked at over all tunnels: some 100 ms of work at most. */
const ALL_CHECKED = 2 ** 16;

/** Wrong sums of one row of the tunnel tally. */
export interface BadSums {
  seen: Occurrences;
  /** Frame references of all of them. */
  frames: number[];
}

export class TunnelChecksums {
  /** Packets looked at; rows are those of the tunnel tally. */
  checked: Column = new Float64Array(0);
  /** By row; only those that have any. */
  readonly bad = new Map<number, BadSums>();
  private all = 0;

  /** Whether a packet of the row is looked at; one that opens a connection (telling.ts) longer than others. */
  wants(row: number, opens: boolean): boolean {
    const checked = this.checked[row] ?? 0;
    return checked < (opens ? MOST_CHECKED : FIRST_CHECKED) && this.all < ALL_CHECKED;
  }

  /** Takes a packet whose outermost IP header carries the tunnel of the row. */
  look(packet: Packet, row: number): void {
    this.checked = ensureRow(this.checked, row);
    if (!this.wants(row, opensConnection(packet))) return;
    const state = pathChecksum(packet, OUTER);
    if (state === Checksum.Unknown) return;
    this.all++;
    this.checked[row]++;
    if (state === Checksum.Bad && isRightInside(packet) && headerIsGood(packet, OUTER)) this.note(packet, row);
  }

  private note(packet: Packet, row: number): void {
    const sums = this.bad.get(row) ?? { seen: new Occurrences(), frames: [] };
    this.bad.set(row, sums);
    sums.seen.add(packet);
    sums.frames.push(packet.frame);
  }
}

/** False as well for an inner sum that is unfinished: the sender's kernel then makes the outer one right for the finished packet (local checksum offload). */
const isRightInside = (packet: Packet): boolean => packet.networks > 1 && pathChecksum(packet, INNER) === Checksum.Good;
