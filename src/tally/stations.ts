/**
 * Station (MAC) addresses: of frames that are in no flow (ARP, STP, faulty IP and the like) as they come, and in the end what the flows add up to (hosts.ts). A key is (chain of VLANs and tunnels, high 16 bits, low 32 bits). The kernel counts (kernel/stations.ts).
 */
import type { Column } from '../base/columns.ts';
import { DESTINATION, SOURCE } from '../wire/ethernet.ts';
import { INNER, OUTER, type Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import * as Protocol from '../wire/protocol.ts';
import type { Kernel } from './kernel.ts';
import { KernelTable, keysIn, type Seen } from './kernel-tables.ts';
import * as Table from './key-table-layout.ts';

/** Frames of one address, and the first and last time, NaN for none. */
interface StationSum {
  sent: number;
  received: number;
  first: number;
  last: number;
}

export class StationTally {
  /** Key: see above. */
  table: Seen['table'];
  sent: Column = new Float64Array(0);
  received: Column = new Float64Array(0);
  first: Column = new Float64Array(0);
  last: Column = new Float64Array(0);
  private readonly kernel: Kernel;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.table = keysIn(new KernelTable(kernel, Table.Stations));
  }

  /** Counts the stations of every Ethernet header that no IP header stands behind. */
  add(packet: Packet): void {
    if (packet.ethernets === 0) {
      if (packet.networks === 0 && packet.cookedAddress >= 0) this.count(packet, packet.cookedAddress, true);
    } else if (packet.ethernets !== coveredByFlows(packet)) this.addUncovered(packet);
  }

  /** Adds what is known of the station with this address. */
  credit(chain: number, high: number, low: number, { sent, received, first, last }: StationSum): void {
    this.kernel.exports.creditStation(chain, high, low, sent, received, first, last);
  }

  /** Takes over what the kernel counted; call once, when flows are added up. */
  finish(): void {
    const table = new KernelTable(this.kernel, Table.Stations);
    this.table = keysIn(table);
    this.sent = table.doubles(Table.Sent);
    this.received = table.doubles(Table.Received);
    this.first = table.doubles(Table.First);
    this.last = table.doubles(Table.Last);
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
