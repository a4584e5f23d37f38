/** Options at the end of blocks (draft-ietf-opsawg-pcapng §3.5). */
import { noteDamage } from '../damage.ts';
import type { CaptureInfo } from '../packet-source.ts';
import { type BlockBody, padded } from './block.ts';

export const END_OF_OPTIONS = 0;
export const COMMENT = 1;
export const OPTION_HEADER_LENGTH = 4;

/** No writer uses more; the rest of a longer list is passed over. */
const MAX_OPTIONS = 1024;
const MAX_COMMENTS = 1000;
/** Longer names and comments are cut. */
export const MAX_TEXT_BYTES = 4096;

/** One option: its value lies from `start` to `end` in the block's bytes. */
export interface Option {
  code: number;
  start: number;
  end: number;
}

/** The options from `at` to the end of the block; one that sticks out ends the list and is noted as damage. */
export function readOptions(block: BlockBody, at: number, info: CaptureInfo): Option[] {
  const options: Option[] = [];
  while (block.end - at >= OPTION_HEADER_LENGTH && options.length < MAX_OPTIONS) {
    const code = block.view.getUint16(at, block.littleEndian);
    const length = block.view.getUint16(at + 2, block.littleEndian);
    const start = at + OPTION_HEADER_LENGTH;
    if (code === END_OF_OPTIONS) return options;
    if (length > block.end - start) {
      noteBadOption(info, block.position, code, length);
      return options;
    }
    options.push({ code, start, end: start + length });
    at = start + padded(length);
  }
  return options;
}

/** Notes an option that is longer than what is left of its block; the block itself is still good. */
export function noteBadOption(info: CaptureInfo, position: number, code: number, length: number): void {
  const message = `Option ${code} claims ${length} bytes, more than its block holds; the options from there on were ignored.`;
  noteDamage(info, position, 'bad-option', message);
}

/** The option's text up to the first NUL. */
export function optionText(block: BlockBody, option: Option): string {
  return textAt(block.bytes, option.start, option.end);
}

/** UTF-8 text up to the first NUL, of bounded length. */
export function textAt(bytes: Uint8Array, start: number, end: number): string {
  const value = bytes.subarray(start, Math.min(end, start + MAX_TEXT_BYTES));
  const nul = value.indexOf(0);
  return new TextDecoder().decode(nul < 0 ? value : value.subarray(0, nul));
}

/** An unsigned 64-bit option, or null when it has another length. */
export function optionCounter(block: BlockBody, option: Option): number | null {
  return option.end - option.start === 8 ? counterAt(block.view, option.start, block.littleEndian) : null;
}

/** An unsigned 64-bit number as a double: exact to 2^53. */
export function counterAt(view: DataView, at: number, littleEndian: boolean): number {
  const first = view.getUint32(at, littleEndian);
  const second = view.getUint32(at + 4, littleEndian);
  return littleEndian ? second * 0x1_0000_0000 + first : first * 0x1_0000_0000 + second;
}

/** Keeps a comment, the first so many of a file. */
export function keepComment(info: CaptureInfo, text: string): void {
  if (info.comments.length < MAX_COMMENTS) info.comments.push(text);
}

/** Keeps all opt_comment of a block. */
export function keepComments(block: BlockBody, options: Option[], info: CaptureInfo): void {
  for (const option of options) if (option.code === COMMENT) keepComment(info, optionText(block, option));
}
