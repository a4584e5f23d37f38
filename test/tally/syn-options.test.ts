import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Row from '../../src/tally/row-layout.ts';
import { ethernet, ipv4, SYN, tcp } from '../helpers/frames.ts';
import { hex } from '../helpers/hex.ts';
import { outerRow } from './rows.ts';

/** Of a SYN with these options, filled up to a multiple of four with the end of the list. */
function read(options: Uint8Array): { mss: number; scale: number } {
  const padded = new Uint8Array(Math.ceil(options.length / 4) * 4);
  padded.set(options);
  const found = outerRow(ethernet(ipv4({}, tcp({ flags: SYN, options: padded }))))[Row.Options];
  return { mss: found & 0xffff, scale: ((found >>> 16) & 0xff) - 1 };
}

it('reads MSS and window scale among the others', () => {
  expect(read(hex`020405b4 0402 080a0000000100000000 01 030307`)).toEqual({ mss: 1460, scale: 7 });
});

it('tells a scale of 0 from none', () => {
  expect(read(hex`030300`).scale).toBe(0);
  expect(read(hex`01`).scale).toBe(-1);
});

it('counts shifts beyond 14 as 14', () => {
  expect(read(hex`0303ff`)).toEqual({ mss: 0, scale: 14 });
});

it('mixes nothing when an option stands twice', () => {
  expect(read(hex`020405b4 02040582 030307 030308`)).toEqual({ mss: 1410, scale: 8 });
});

it.each([
  ['the end of the list', hex`00 020405b4`],
  ['a length of 0', hex`0400 020405b4`],
  ['a length of 1', hex`0401 020405b4`],
  ['a length beyond the end', hex`0420 020405b4`],
  ['a kind without a length', hex`02`],
  ['an MSS of the wrong length', hex`020305`],
])('stops at %s', (_, bytes) => {
  expect(read(bytes)).toEqual({ mss: 0, scale: -1 });
});

it('never leaves the options, whatever the bytes', () => {
  const property = fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
    const { mss, scale } = read(bytes.slice());
    expect(mss).toBeLessThanOrEqual(0xffff);
    expect(scale).toBeLessThanOrEqual(14);
  });
  fc.assert(property);
});
