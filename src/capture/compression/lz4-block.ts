/** LZ4 block format: sequences of literals and matches, the matches within the last 64 KiB. */
import { corrupt } from './stream-errors.ts';

/** Matches reach back 65,535 bytes at most, so this much of what was unpacked before must be kept. */
export const WINDOW = 65_536;
const MIN_MATCH = 4;
/** A nibble of 15, or an octet of 255, says that another octet follows. */
const LONG_NIBBLE = 15;
const LONG_OCTET = 255;
/** Up to so many bytes a loop is faster than a call. */
const SHORT = 48;

/** Unpacks `block` into `output` from `at` on, where the bytes before `at` are the history; answers where the output ends. */
export function unpackBlock(block: Uint8Array, output: Uint8Array, at: number): number {
  let from = 0;
  let to = at;
  while (from < block.length) {
    const token = block[from++];
    let literals = token >> 4;
    if (literals === LONG_NIBBLE) {
      const more = longLength(block, from);
      from += Math.floor(more / LONG_OCTET) + 1;
      literals += more;
    }
    if (literals > block.length - from || literals > output.length - to)
      throw corrupt('lz4', 'literals beyond the block');
    if (literals > SHORT) output.set(block.subarray(from, from + literals), to);
    else for (let i = 0; i < literals; i++) output[to + i] = block[from + i];
    from += literals;
    to += literals;
    if (from === block.length) return to;
    const distance = block[from] | (block[from + 1] << 8);
    from += 2;
    let length = (token & LONG_NIBBLE) + MIN_MATCH;
    if ((token & LONG_NIBBLE) === LONG_NIBBLE) {
      const more = longLength(block, from);
      from += Math.floor(more / LONG_OCTET) + 1;
      length += more;
    }
    if (from > block.length || length > output.length - to) throw corrupt('lz4', 'a match beyond the block');
    if (distance === 0 || distance > to) throw corrupt('lz4', 'a match before the start');
    copyMatch(output, to, distance, length);
    to += length;
  }
  return to;
}

/** Sum of octets up to the first that is not 255; the caller steps over them: sum / 255 of them, and one. */
function longLength(block: Uint8Array, from: number): number {
  let length = 0;
  let octet = LONG_OCTET;
  while (octet === LONG_OCTET && from < block.length) length += octet = block[from++];
  return length;
}

/** A match may overlap what it produces, which repeats it. */
function copyMatch(output: Uint8Array, to: number, distance: number, length: number): void {
  if (distance >= length && length > SHORT) output.copyWithin(to, to - distance, to - distance + length);
  else for (let i = to; i < to + length; i++) output[i] = output[i - distance];
}
