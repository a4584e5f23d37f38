/** Which bytes of one datagram in flight were seen: a bit for each unit of 8 bytes, the unit of fragment offsets (RFC 791 §3.1, RFC 8200 §4.5). */

export const UNIT = 8;
/** An offset of 13 bits reaches 65,536 bytes. */
const MAX_UNITS = 8192;
const BITS = 32;
const WORDS = MAX_UNITS / BITS;

/** The bits of all datagrams of a table, row by row. */
export class FragmentCover {
  private bits = new Int32Array(0);

  /** Empties the row. */
  clear(row: number): void {
    this.ensure(row);
    this.bits.fill(0, row * WORDS, (row + 1) * WORDS);
  }

  /** Marks units `from` to `to` (not included) and answers how many of them were not marked before. */
  mark(row: number, from: number, to: number): number {
    const { bits } = this;
    const stop = Math.min(to, MAX_UNITS);
    let fresh = 0;
    for (let unit = from; unit < stop; ) {
      const shift = unit % BITS;
      const count = Math.min(BITS - shift, stop - unit);
      const mask = (count === BITS ? -1 : (1 << count) - 1) << shift;
      const word = row * WORDS + (unit - shift) / BITS;
      fresh += ones(mask & ~bits[word]);
      bits[word] |= mask;
      unit += count;
    }
    return fresh;
  }

  /** Copies one row over another. */
  move(from: number, to: number): void {
    this.bits.copyWithin(to * WORDS, from * WORDS, (from + 1) * WORDS);
  }

  private ensure(row: number): void {
    if ((row + 1) * WORDS <= this.bits.length) return;
    const longer = new Int32Array(Math.max(this.bits.length * 2, (row + 1) * WORDS));
    longer.set(this.bits);
    this.bits = longer;
  }
}

/** Bits set in a word (Hacker's Delight §5-1). */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
