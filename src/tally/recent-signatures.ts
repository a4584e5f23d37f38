/** The last signatures of a flow that was seen at several places or twice at one: a ring of eight for each direction, in a pool. */
import { grown } from '../base/key-table.ts';
import * as Entry from './flow-entry-layout.ts';

/** Packets of one direction that may be under way between two places at once; network cards hand over batches of eight. */
const RING = 8;
/** Ring of A, ring of B, and the two write positions. */
const WORDS = 2 * RING + 2;
const NOBODY = -1;

export class RecentSignatures {
  private words = new Int32Array(WORDS * 64);
  private size = 1;

  /** Numbers a new pair of rings; never 0. */
  add(): number {
    const ring = this.size++;
    if (this.words.length < this.size * WORDS) this.words = grown(this.words, this.words.length * 2);
    return ring;
  }

  /** Keeps the rings that these flows name, and numbers them anew. */
  keepThoseOf(flows: { words: Int32Array; size: number }): void {
    const { words, size } = this;
    const owners = new Int32Array(size).fill(NOBODY);
    for (let flow = 0; flow < flows.size; flow++) owners[flows.words[flow * Entry.WORDS + Entry.Recent]] = flow;
    this.size = 1;
    for (let ring = 1; ring < size; ring++) {
      if (owners[ring] === NOBODY) continue;
      words.copyWithin(this.size * WORDS, ring * WORDS, (ring + 1) * WORDS);
      flows.words[owners[ring] * Entry.WORDS + Entry.Recent] = this.size++;
    }
    words.fill(0, this.size * WORDS, size * WORDS);
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
