/** The last signatures of a flow that was seen at several places or twice at one: a ring of eight for each direction, in a pool. */
import { grown } from '../base/key-table.ts';

/** Packets of one direction that may be under way between two places at once; network cards hand over batches of eight. */
const RING = 8;
/** Ring of A, ring of B, and the two write positions. */
const WORDS = 2 * RING + 2;

export class RecentSignatures {
  private words = new Int32Array(WORDS * 64);
  private size = 1;

  /** Numbers a new pair of rings; never 0. */
  add(): number {
    const ring = this.size++;
    if (this.words.length < this.size * WORDS) this.words = grown(this.words, this.words.length * 2);
    return ring;
  }

  remember(ring: number, direction: number, signature: number): void {
    const { words } = this;
    const base = ring * WORDS;
    const position = base + 2 * RING + direction;
    words[base + direction * RING + words[position]] = signature;
    words[position] = (words[position] + 1) & (RING - 1);
  }

  has(ring: number, direction: number, signature: number): boolean {
    const { words } = this;
    const start = ring * WORDS + direction * RING;
    for (let i = start; i < start + RING; i++) if (words[i] === signature) return true;
    return false;
  }
}
