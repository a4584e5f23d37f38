/** Open addressing over typed arrays: fixed-width integer keys to dense rows, in order of first appearance. */

const INITIAL_ROWS = 64;
/** Slots a row: linear probing stays short while at most half of the slots are taken. */
const SLOTS_PER_ROW = 2;
/** Bits of a slot: some of the hash, so that other keys are seldom looked at, and the row's number. */
const TAG = 0xff000000;
const ROW = 0x00ffffff;
/** Rows that a slot can name. */
const MAX_ROWS = ROW - 1;

/** Maps keys of `width` 32-bit words to rows 0, 1, 2 …; refuses new keys beyond `maxRows`. */
export class KeyTable {
  readonly width: number;
  readonly maxRows: number;
  /** Row i's key is `keys[i * width …]`. */
  keys: Int32Array;
  size = 0;
  /** Look-ups that would have needed a row beyond `maxRows`. */
  refused = 0;
  /** Tag of the hash | row + 1; 0 is free. */
  private slots: Int32Array;

  constructor(width: number, maxRows = MAX_ROWS) {
    this.width = width;
    this.maxRows = Math.min(maxRows, MAX_ROWS);
    this.keys = new Int32Array(INITIAL_ROWS * width);
    this.slots = new Int32Array(INITIAL_ROWS * SLOTS_PER_ROW);
  }

  /** The row of the key at `words[at …]`, a new one when it is not known yet; −1 when the table is full. */
  rowOf(words: Int32Array, at: number): number {
    const hash = hashOf(words, at, this.width);
    const slot = this.slotOf(words, at, hash);
    const row = (this.slots[slot] & ROW) - 1;
    return row >= 0 ? row : this.insert(words, at, slot, hash);
  }

  /** The row of a known key, −1 for an unknown one. */
  find(words: Int32Array, at: number): number {
    const hash = hashOf(words, at, this.width);
    return (this.slots[this.slotOf(words, at, hash)] & ROW) - 1;
  }

  /** Makes room for so many rows, so that none need be copied or hashed again until there are more. */
  reserve(rows: number): void {
    const wanted = Math.min(rows, this.maxRows);
    if (this.keys.length < wanted * this.width) this.keys = grown(this.keys, wanted * this.width);
    let slots = this.slots.length;
    while (slots < wanted * SLOTS_PER_ROW) slots *= 2;
    if (slots > this.slots.length) this.rehash(slots);
  }

  private slotOf(words: Int32Array, at: number, hash: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const found = slots[slot];
      if (found === 0) return slot;
      if (((found ^ hash) & TAG) === 0 && this.equals((found & ROW) - 1, words, at)) return slot;
    }
  }

  private equals(row: number, words: Int32Array, at: number): boolean {
    const { keys, width } = this;
    const start = row * width;
    for (let i = 0; i < width; i++) if (keys[start + i] !== words[at + i]) return false;
    return true;
  }

  private insert(words: Int32Array, at: number, slot: number, hash: number): number {
    if (this.size >= this.maxRows) {
      this.refused++;
      return -1;
    }
    const row = this.size++;
    const { width } = this;
    if (this.keys.length < this.size * width) this.keys = grown(this.keys, this.keys.length * 2);
    for (let i = 0; i < width; i++) this.keys[row * width + i] = words[at + i];
    this.slots[slot] = (hash & TAG) | this.size;
    if (this.size * SLOTS_PER_ROW > this.slots.length) this.rehash(this.slots.length * 2);
    return row;
  }

  private rehash(length: number): void {
    this.slots = new Int32Array(length);
    const { slots, keys, width } = this;
    const mask = slots.length - 1;
    for (let row = 0; row < this.size; row++) {
      const hash = hashOf(keys, row * width, width);
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = (hash & TAG) | (row + 1);
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
