/** ARP messages by kind, for one place or one chain of VLANs and tunnels each. */

/** Columns of a group. */
export const ArpKind = { Requests: 0, Replies: 1, Gratuitous: 2, Probes: 3, Frames: 4 } as const;
const KINDS = 5;

export class ArpCounts {
  private counts = new Float64Array(8 * KINDS);

  add(group: number, kind: number): void {
    const at = group * KINDS + kind;
    if (at >= this.counts.length) this.grow(at);
    this.counts[at]++;
  }

  of(group: number, kind: number): number {
    return this.counts[group * KINDS + kind] ?? 0;
  }

  private grow(at: number): void {
    const counts = new Float64Array(Math.max(this.counts.length * 2, at + KINDS));
    counts.set(this.counts);
    this.counts = counts;
  }
}
