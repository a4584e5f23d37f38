/**
 * Station (MAC) addresses of frames that are in no flow: ARP, STP, faulty IP and the like. Frames with IP are counted in the flow table; `endpoints.ts` adds the
 * two up. A key is (chain of VLANs and tunnels, high 16 bits, low 32 bits). The kernel counts (kernel/stations.ts).
 */
import { type Column, ensureRow } from '../base/columns.ts';
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
  context: number;
  /** Upper 16 and lower 32 bits of the address. */
  high: number;
  low: number;
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
  private readonly key = new Int32Array(KEY_WORDS);

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
    for (let row = 0; row < sent.length; row++) {
      const [context, high, low] = keys.subarray(row * KEY_WORDS, (row + 1) * KEY_WORDS);
      const sum = { context, high, low, sent: sent[row], received: received[row], first: first[row], last: last[row] };
      this.addSum(sum);
    }
    this.table.refused += table.refused;
  }

  /** Adds what flows tell of one address. */
  addSum({ context, high, low, sent, received, first, last }: StationSum): void {
    const row = this.rowOf(context, high, low);
    if (row < 0) return;
    this.sent[row] += sent;
    this.received[row] += received;
    this.first[row] = earlier(this.first[row], first);
    this.last[row] = later(this.last[row], last);
  }

  /** −1 when the table is full. */
  private rowOf(context: number, high: number, low: number): number {
    const { key } = this;
    key[0] = context;
    key[1] = high;
    key[2] = low;
    const row = this.table.rowOf(key, 0);
    if (row >= 0 && row >= this.sent.length) this.grow(row);
    return row;
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

  private grow(row: number): void {
    this.sent = ensureRow(this.sent, row);
    this.received = ensureRow(this.received, row);
    this.first = ensureRow(this.first, row, Number.NaN);
    this.last = ensureRow(this.last, row, Number.NaN);
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
