/** IPv6 addresses by number, so that a flow's key has one word for each end whatever the version. */
import { KeyTable } from '../base/key-table.ts';

const WORDS = 4;

export class Ipv6Table {
  private readonly table = new KeyTable(WORDS);
  private readonly scratch = new Uint8Array(16);
  private readonly scratchView = new DataView(this.scratch.buffer);

  get size(): number {
    return this.table.size;
  }

  /** The number of the address in four words at `at`. */
  idOf(words: Int32Array, at: number): number {
    return this.table.rowOf(words, at);
  }

  /** The 16 bytes of an address in network order; valid until the next call. */
  bytes(id: number): Uint8Array {
    for (let i = 0; i < WORDS; i++) this.scratchView.setInt32(4 * i, this.table.keys[id * WORDS + i]);
    return this.scratch;
  }

  /** Word `i` of an address. */
  word(id: number, i: number): number {
    return this.table.keys[id * WORDS + i];
  }
}
