import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hash4, hash6 } from '../../src/tally/flow-hash.ts';
import { ROW_WORDS } from '../../src/tally/row.ts';
import * as Row from '../../src/tally/row-layout.ts';

const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const port = fc.nat(0xffff);
const swapped = (ports: number): number => (ports << 16) | (ports >>> 16);

it('is equal for both directions of IPv4', () => {
  const property = fc.property(word, word, port, port, fc.nat(1000), (a, b, p, q, context) => {
    const ports = (p << 16) | q;
    expect(hash4(a, b, ports, context)).toBe(hash4(b, a, swapped(ports), context));
  });
  fc.assert(property);
});

it('is equal for both directions of IPv6', () => {
  const address = fc.array(word, { minLength: 4, maxLength: 4 });
  const property = fc.property(address, address, port, port, fc.nat(1000), (a, b, p, q, context) => {
    const ports = (p << 16) | q;
    expect(hash6(rowOf(a, b, context), 0, ports)).toBe(hash6(rowOf(b, a, context), 0, swapped(ports)));
  });
  fc.assert(property);
});

it.each([
  ['ports', (i: number) => hash4(0x0a000001, 0x0a000002, (80 << 16) | i, 0)],
  ['addresses', (i: number) => hash4(0x0a000000 + i, 0x0a000002, 80, 0)],
  ['VNIs', (i: number) => hash4(0x0a000001, 0x0a000002, 80, i)],
])('spreads neighbouring %s over the slots', (_, hashOf) => {
  const slots = new Set(Array.from({ length: 4096 }, (__, i) => hashOf(i) & 0xffff));
  // 4096 balls in 65,536 boxes leave about 3970 taken.
  expect(slots.size).toBeGreaterThan(3800);
});

function rowOf(source: number[], destination: number[], context: number): Int32Array {
  const words = new Int32Array(ROW_WORDS);
  words.set(source, Row.Source);
  words.set(destination, Row.Destination);
  words[Row.Context] = context;
  return words;
}
