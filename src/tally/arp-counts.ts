/** ARP messages by kind (arp-kind.ts), for one place or one chain of VLANs and tunnels each; the kernel counts them (kernel/arp.ts). */
import * as Table from './key-table-layout.ts';

export class ArpCounts {
  private readonly counts: Float64Array;

  /** Over the kernel's memory from `start` on. */
  constructor(buffer: SharedArrayBuffer, start: number, groups: number) {
    this.counts = new Float64Array(buffer, start, groups * Table.ARP_KINDS);
  }

  of(group: number, kind: number): number {
    return this.counts[group * Table.ARP_KINDS + kind] ?? 0;
  }
}
