/** Tells at once of nearly all numbers that they are none of a few: for walks over long tables that look for what is in a short list. */

/** A power of two. */
const HOLES = 2 ** 16;

export class Sieve {
  private readonly marks = new Uint8Array(HOLES);

  add(value: number): void {
    this.marks[holeOf(value)] = 1;
  }

  /** False only for what was never added; true for a few others too. */
  mayHold(value: number): boolean {
    return this.marks[holeOf(value)] !== 0;
  }
}

/** Of the 32 bits of a number; addresses count up from below, and differ in what is above between networks. */
const holeOf = (value: number): number => (value ^ (value >>> 16)) & (HOLES - 1);
