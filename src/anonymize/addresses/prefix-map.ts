/**
 * Prefix-preserving pseudonyms: Crypto-PAn (J. Xu, J. Fan, M. Ammar, S. Moon: "Prefix-Preserving IP Address Anonymization", ICNP 2002): two addresses that share their first k bits, and
 * no more, are mapped to two that do so too. Each bit is flipped or not as AES says of the bits before it, and, other than published, of how many these are:
 * without that, two bits in a row are flipped alike wherever address and padding agree, and of the 65,536 addresses in 192.168.0.0/16 some 440 are their own pseudonyms.
 */
import type { Secret } from '../secret.ts';

const BLOCK = 16;
/** The map as published: for the vectors of the reference implementation, and nothing else. */
export const AS_PUBLISHED = '';
/** Addresses remembered: more than most captures have. A full table begins anew. */
const MAX_KNOWN = 2 ** 17;

/** A prefix that is mapped to itself, and so are all addresses in it when it is whole; else what follows the prefix is mapped. */
export interface Pin {
  prefix: Uint8Array;
  /** Of the prefix. */
  bits: number;
  whole: boolean;
}

/**
 * A prefix-preserving permutation of numbers of some length. Where prefixes are pinned, no bit above them is flipped, so it stays a permutation that preserves
 * prefixes; addresses near a pinned prefix keep the bits they share with it.
 */
export class PrefixMap {
  private readonly secret: Secret;
  private readonly bits: number;
  private readonly pins: readonly Pin[];
  private readonly padding: Uint8Array;
  private readonly isNumbered: boolean;
  private readonly known = new Map<string, Uint8Array>();

  /** `purpose` keeps maps of different things apart. */
  constructor(secret: Secret, purpose: string, bits: number, pins: readonly Pin[] = []) {
    this.secret = secret;
    this.bits = bits;
    this.pins = pins;
    this.padding = secret.padding(purpose);
    this.isNumbered = purpose !== AS_PUBLISHED;
  }

  /** The pseudonym of an address of `bits` bits in whole bytes; a value to be read only. */
  of(address: Uint8Array): Uint8Array {
    const key = String.fromCharCode(...address);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.known.size >= MAX_KNOWN) this.known.clear();
    const mapped = this.compute(address);
    this.known.set(key, mapped);
    return mapped;
  }

  private compute(address: Uint8Array): Uint8Array {
    const from = this.firstFree(address);
    const mapped = address.slice();
    if (from >= this.bits) return mapped;
    const encrypted = this.secret.encrypt(this.blocks(address, from));
    for (let bit = from; bit < this.bits; bit++) {
      const flip = encrypted[(bit - from) * BLOCK] >>> 7;
      mapped[bit >> 3] ^= flip << (7 - (bit & 7));
    }
    return mapped;
  }

  /** For each bit from `from` on, the bits before it, filled up from the padding, and their number. */
  private blocks(address: Uint8Array, from: number): Uint8Array {
    const { padding, bits } = this;
    const blocks = new Uint8Array((bits - from) * BLOCK);
    for (let bit = from; bit < bits; bit++) {
      const at = (bit - from) * BLOCK;
      const whole = bit >> 3;
      const mask = 0xff & ~(0xff >> (bit & 7));
      blocks.set(padding, at);
      blocks.set(address.subarray(0, whole), at);
      if (mask !== 0) blocks[at + whole] = (address[whole] & mask) | (padding[whole] & ~mask);
      if (this.isNumbered) blocks[at + BLOCK - 1] ^= bit;
    }
    return blocks;
  }

  /** The first bit that may be flipped: those that lead to a pinned prefix may not. */
  private firstFree(address: Uint8Array): number {
    let first = 0;
    for (const { prefix, bits, whole } of this.pins) {
      const common = commonBits(address, prefix, bits);
      if (common === bits && whole) return this.bits;
      first = Math.max(first, Math.min(common + 1, bits));
    }
    return first;
  }
}

/** Leading bits that both have, at most `limit`. */
function commonBits(a: Uint8Array, b: Uint8Array, limit: number): number {
  for (let i = 0; i * 8 < limit; i++) {
    const different = a[i] ^ b[i];
    if (different !== 0) return Math.min(limit, i * 8 + Math.clz32(different) - 24);
  }
  return limit;
}
