/**
 * Pseudonyms of words: small letters and digits, as many as before, so that no length field changes. Different words stay different, for short ones this is a
 * permutation (a Feistel network over two halves of equal size); separators stay where they are.
 */
import type { Secret } from '../secret.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** 36^n = 6^n times 6^n: two halves of 6^n, exact in doubles up to here; longer words are hashed, 36^20 leaves no room for coincidence. */
const MAX_PERMUTED = 20;
const HALF_RADIX = 6;
/** Enough for halves as small as six (Patarin: more than six rounds resist what a few known pairs tell). */
const ROUNDS = 10;
/** 48 bits of a digest: exact, and its bias modulo 6^18 is of no use to anybody. */
const DRAWN_BYTES = 6;
/** Words remembered; a full table begins anew. */
const MAX_KNOWN = 2 ** 16;
/** Letters and digits, what is no ASCII, and control bytes; all else separates. */
const WORD = /[a-z0-9]+|[^\x20-\x7e]+/gi;
const DIGITS = /^\d+$/;
const PLAIN = /^[a-z0-9]+$/;

export class Words {
  private readonly secret: Secret;
  private readonly known = new Map<string, string>();

  constructor(secret: Secret) {
    this.secret = secret;
  }

  /**
   * A text of as many characters, each one byte, without the words of this one. Numbers depend on what stands before them: 10-1-2-3 would be told by its
   * most frequent parts otherwise. `context` does the same for the whole text.
   */
  text(text: string, context = ''): string {
    return text.replace(WORD, (word, at: number) => {
      const before = DIGITS.test(word) ? text.slice(0, at).toLowerCase() : '';
      return this.word(word.toLowerCase(), context === '' ? before : `${context}\0${before}`);
    });
  }

  /** Eight hexadecimal digits that stand for a text; for names whose length need not stay. */
  tag(purpose: string, text: string): string {
    return this.secret.digest(purpose, text).toString('hex', 0, 4);
  }

  private word(word: string, tweak: string): string {
    const key = `${tweak}\0${word}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.known.size >= MAX_KNOWN) this.known.clear();
    const pseudonym =
      PLAIN.test(word) && word.length <= MAX_PERMUTED ? this.permuted(word, tweak) : this.hashed(word, tweak);
    this.known.set(key, pseudonym);
    return pseudonym;
  }

  private permuted(word: string, tweak: string): string {
    const { length } = word;
    const size = HALF_RADIX ** length;
    let [left, right] = halves(word);
    for (let round = 0; round < ROUNDS; round++) {
      const drawn = this.secret.digest('word', `${tweak}\0${length} ${round} ${right}`).readUIntBE(0, DRAWN_BYTES);
      [left, right] = [right, (left + (drawn % size)) % size];
    }
    return joined(left, right, length);
  }

  /** Eight characters of a digest at a time: 36^8 is below 2^48. */
  private hashed(word: string, tweak: string): string {
    let text = '';
    for (let part = 0; text.length < word.length; part++) {
      const drawn = this.secret.digest('long word', `${tweak}\0${part} ${word}`).readUIntBE(0, DRAWN_BYTES);
      text += letters(drawn, 8);
    }
    return text.slice(0, word.length);
  }
}

function letters(value: number, count: number): string {
  let text = '';
  for (let i = 0; i < count; i++) {
    text += ALPHABET[value % ALPHABET.length];
    value = Math.floor(value / ALPHABET.length);
  }
  return text;
}

/** Each character is a digit of both halves. */
function halves(word: string): [number, number] {
  let [left, right] = [0, 0];
  for (const character of word) {
    const value = ALPHABET.indexOf(character);
    left = left * HALF_RADIX + Math.floor(value / HALF_RADIX);
    right = right * HALF_RADIX + (value % HALF_RADIX);
  }
  return [left, right];
}

function joined(left: number, right: number, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) {
    text = ALPHABET[(left % HALF_RADIX) * HALF_RADIX + (right % HALF_RADIX)] + text;
    left = Math.floor(left / HALF_RADIX);
    right = Math.floor(right / HALF_RADIX);
  }
  return text;
}
