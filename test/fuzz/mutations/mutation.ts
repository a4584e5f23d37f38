/** What a mutation gets and gives. */
import type { Random } from '../../../bench/generator/random.ts';

/** Makes another capture of one; `other` answers a second one to splice with. May change `bytes` in place. */
export type Mutation = (bytes: Uint8Array, random: Random, other: () => Uint8Array) => Uint8Array;

/** Numbers where parsers go wrong: around signs, around what fits, around the limits of this program. */
export const EXTREMES = [
  0, 1, 2, 3, 4, 7, 8, 15, 16, 0x3f, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xfffe, 0xffff, 0x1_0000, 262_144,
  262_145, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff,
];

/** One of them. */
export const pick = <Item>(random: Random, items: readonly Item[]): Item => items[random.below(items.length)];

/** `bytes` with `piece` in place of `length` bytes at `at`. */
export function spliced(bytes: Uint8Array, at: number, length: number, piece: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length - length + piece.length);
  result.set(bytes.subarray(0, at));
  result.set(piece, at);
  result.set(bytes.subarray(at + length), at + piece.length);
  return result;
}

/** Writes a number of `width` bytes as far as there is room. */
export function put(bytes: Uint8Array, at: number, value: number, width: number, littleEndian: boolean): void {
  for (let i = 0; i < width; i++) {
    const shift = 8 * (littleEndian ? i : width - 1 - i);
    if (at + i < bytes.length) bytes[at + i] = Math.floor(value / 2 ** shift) & 0xff;
  }
}
