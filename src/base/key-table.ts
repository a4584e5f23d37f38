/** Open addressing over typed arrays: fixed-width integer keys to dense rows, in order of first appearance. */

const INITIAL_ROWS = 64;
/** Slots a row: linear probing stays short while at most half of the slots are taken. */
const SLOTS_PER_ROW = 2;

/** Maps keys of `width` 32-bit words to rows 0, 1, 2 …; refuses new keys beyond `maxRows`. */
export class KeyTable {
  readonly width: number;
  readonly maxRows: number;
  /** Row i's key is `keys[i * width …]`. */
  keys: Int32Array;
  size = 0;
  /** Look-ups that would have needed a row beyond `maxRows`. */
  refused = 0;
  private slots: Int32Array;

  constructor(width: number, maxRows = 2 ** 24) {
    this.width = width;
    this.maxRows = maxRows;
    this.keys = new Int32Array(INITIAL_ROWS * width);
    this.slots = new Int32Array(INITIAL_ROWS * SLOTS_PER_ROW);
  }

  /** The row of the key at `words[at …]`, a new one when it is not known yet; −1 when the table is full. */
  rowOf(words: Int32Array, at: number): number {
    const slot = this.slotOf(words, at);
    const row = this.slots[slot] - 1;
    return row >= 0 ? row : this.insert(words, at, slot);
  }

  /** The row of a known key, −1 for an unknown one. */
  find(words: Int32Array, at: number): number {
    return this.slots[this.slotOf(words, at)] - 1;
  }

  private slotOf(words: Int32Array, at: number): number {
    const { slots, width } = this;
    const mask = slots.length - 1;
    let slot = hashOf(words, at, width) & mask;
    while (slots[slot] !== 0 && !this.equals(slots[slot] - 1, words, at)) slot = (slot + 1) & mask;
    return slot;
  }

  private equals(row: number, words: Int32Array, at: number): boolean {
    const { keys, width } = this;
    const start = row * width;
    for (let i = 0; i < width; i++) if (keys[start + i] !== words[at + i]) return false;
    return true;
  }

  private insert(words: Int32Array, at: number, slot: number): number {
    if (this.size >= this.maxRows) {
      this.refused++;
      return -1;
    }
    const row = this.size++;
    const { width } = this;
    if (this.keys.length < this.size * width) this.keys = grown(this.keys, this.keys.length * 2);
    for (let i = 0; i < width; i++) this.keys[row * width + i] = words[at + i];
    this.slots[slot] = this.size;
    if (this.size * SLOTS_PER_ROW > this.slots.length) this.rehash();
    return row;
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    const { slots, keys, width } = this;
    const mask = slots.length - 1;
    for (let row = 0; row < this.size; row++) {
      let slot = hashOf(keys, row * width, width) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = row + 1;
    }
  }
}

/** Mixes the words of a key; every bit of every word reaches the low bits. */
function hashOf(words: Int32Array, at: number, width: number): number {
  let hash = 0;
  for (let i = 0; i < width; i++) {
    hash = Math.imul(hash ^ words[at + i], 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

/** A longer copy, zeros behind. */
export function grown(words: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(length);
  copy.set(words);
  return copy;
}
