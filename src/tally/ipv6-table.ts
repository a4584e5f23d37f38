/** IPv6 addresses by number, so that a flow's key has one word for each end whatever the version. The kernel numbers them (kernel/ipv6-numbers.ts), and this table what it has no room for. */
import { KeyTable } from '../base/key-table.ts';
import * as Layout from './kernel-layout.ts';

const WORDS = 4;

export class Ipv6Table {
  /** Those that the kernel has numbered, four words each. */
  private readonly first: Int32Array;
  private readonly beyond = new KeyTable(WORDS);
  private readonly scratch = new Uint8Array(16);
  private readonly scratchView = new DataView(this.scratch.buffer);

  /** Over the kernel's memory. */
  constructor(buffer: SharedArrayBuffer) {
    this.first = new Int32Array(buffer, Layout.IPV6, Layout.MAX_IPV6 * WORDS);
  }

  /** The number of the address in four words at `at`, for which the kernel has no room. */
  numberBeyond(words: Int32Array, at: number): number {
    return Layout.MAX_IPV6 + this.beyond.rowOf(words, at);
  }

  /** The 16 bytes of an address in network order; valid until the next call. */
  bytes(number: number): Uint8Array {
    for (let i = 0; i < WORDS; i++) this.scratchView.setInt32(4 * i, this.word(number, i));
    return this.scratch;
  }

  /** Word `i` of an address. */
  word(number: number, i: number): number {
    if (number < Layout.MAX_IPV6) return this.first[number * WORDS + i];
    return this.beyond.keys[(number - Layout.MAX_IPV6) * WORDS + i];
  }
}
