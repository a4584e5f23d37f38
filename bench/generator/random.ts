/** Numbers that look random and are the same on every machine: sfc32 by Chris Doty-Humphrey (PractRand), 128 bits of state. */

const WARM_UP = 16;

export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(seed: number) {
    this.a = seed | 0;
    this.b = mixed(seed);
    this.c = mixed(this.b);
    for (let i = 0; i < WARM_UP; i++) this.word();
  }

  /** 32 bits, unsigned. */
  word(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** From 0 to below 1. */
  unit(): number {
    return this.word() / 2 ** 32;
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.unit() * limit);
  }

  /** True in so many of a hundred cases. */
  percent(share: number): boolean {
    return this.unit() * 100 < share;
  }
}

/** Another number for each number: the finalizer of MurmurHash3. */
export function mixed(value: number): number {
  const a = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const b = Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return (b ^ (b >>> 16)) >>> 0;
}
