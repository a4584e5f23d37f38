/**
 * Station (MAC) addresses of frames that are in no flow: ARP, STP, faulty IP and the like. Frames with IP are counted in the flow table; `endpoints.ts` adds the
 * two up. A key is (chain of VLANs and tunnels, high 16 bits, low 32 bits). The kernel counts (kernel/stations.ts).
 */
import { type Column, reserveRows, roomFor } from '../base/columns.ts';
import { KeyTable } from '../base/key-table.ts';
import { DESTINATION, SOURCE } from '../wire/ethernet.ts';
import { INNER, OUTER, type Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import * as Protocol from '../wire/protocol.ts';
import type { Kernel } from './kernel.ts';
import { KernelTable } from './kernel-tables.ts';
import * as Table from './key-table-layout.ts';
import { earlier, later } from './times.ts';

const KEY_WORDS = Table.STATION_WORDS;
/** Distinct addresses: a switch holds some ten thousand; random sources in a flood are cut off here. */
export const MAX_STATIONS = 2 ** 20;

/** Frames of one address, and the first and last time, NaN for none. */
export interface StationSum {
  sent: number;
  received: number;
  first: number;
  last: number;
}

export class StationTally {
  readonly table = new KeyTable(KEY_WORDS, MAX_STATIONS);
  private readonly kernel: Kernel;
  sent: Column = new Float64Array(0);
  received: Column = new Float64Array(0);
  first: Column = new Float64Array(0);
  last: Column = new Float64Array(0);

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** Counts the stations of every Ethernet header that no IP header stands behind. */
  add(packet: Packet): void {
    if (packet.ethernets === 0) {
      if (packet.networks === 0 && packet.cookedAddress >= 0) this.count(packet, packet.cookedAddress, true);
    } else if (packet.ethernets !== coveredByFlows(packet)) this.addUncovered(packet);
  }

  /** Takes over what the kernel counted; call once, when all packets are in. */
  finish(): void {
    const table = new KernelTable(this.kernel, Table.Stations);
    const keys = table.keys();
    const [sent, received] = [table.doubles(Table.Sent), table.doubles(Table.Received)];
    const [first, last] = [table.doubles(Table.First), table.doubles(Table.Last)];
    this.reserve(sent.length);
    const sum: StationSum = { sent: 0, received: 0, first: 0, last: 0 };
    for (let row = 0; row < sent.length; row++) {
      sum.sent = sent[row];
      sum.received = received[row];
      sum.first = first[row];
      sum.last = last[row];
      this.addSum(keys, row * KEY_WORDS, sum);
    }
    this.table.refused += table.refused;
  }

  /** Adds what flows tell of the address whose key is at `words[at …]`; nothing when the table is full. */
  addSum(words: Int32Array, at: number, { sent, received, first, last }: StationSum): void {
    const row = this.table.rowOf(words, at);
    if (row < 0) return;
    if (row >= this.sent.length) this.reserve(1);
    this.sent[row] += sent;
    this.received[row] += received;
    this.first[row] = earlier(this.first[row], first);
    this.last[row] = later(this.last[row], last);
  }

  private addUncovered(packet: Packet): void {
    const { protocols, starts, whole } = packet;
    const [outer, inner] = flowHeaders(packet);
    for (let i = 0; i < whole; i++) {
      if (protocols[i] !== Protocol.Ethernet || starts[i] === outer || starts[i] === inner) continue;
      this.count(packet, starts[i] + SOURCE, true);
      this.count(packet, starts[i] + DESTINATION, false);
    }
  }

  private count(packet: Packet, address: number, sender: boolean): void {
    const { delta, exports } = this.kernel;
    exports.countStation(packet.context, address + delta, Number(sender), packet.timeNs);
  }

  private reserve(more: number): void {
    const rows = roomFor(this.table.size, more);
    this.table.reserve(rows);
    this.sent = reserveRows(this.sent, rows);
    this.received = reserveRows(this.received, rows);
    this.first = reserveRows(this.first, rows, Number.NaN);
    this.last = reserveRows(this.last, rows, Number.NaN);
  }
}

/** Ethernet headers that the packet's rows carry the stations of. */
function coveredByFlows(packet: Packet): number {
  const { networks, paths } = packet;
  if (networks === 0) return 0;
  const outer = paths[OUTER + Path.Ethernet] >= 0 ? 1 : 0;
  if (networks === 1) return outer;
  const inner = paths[INNER + Path.Ethernet];
  return inner >= 0 && inner !== paths[OUTER + Path.Ethernet] ? outer + 1 : outer;
}

const flowHeaders = (packet: Packet): readonly [number, number] => [
  packet.networks > 0 ? packet.paths[OUTER + Path.Ethernet] : -1,
  packet.networks > 1 ? packet.paths[INNER + Path.Ethernet] : -1,
];
