import { expect, it } from 'vitest';
import { asciiAt, hexAt, ipv4At, macAt } from '../../src/wire/readers.ts';
import { hex } from '../helpers/hex.ts';

const view = new DataView(hex`ff 0a580a0a0101 c0a80001 41 1b 7f`.buffer);

it('reads addresses', () => {
  expect(macAt(view, 1)).toBe('0a:58:0a:0a:01:01');
  expect(ipv4At(view, 7)).toBe('192.168.0.1');
});

it('reads hex and printable text, no further than the view', () => {
  expect(hexAt(view, 10, 100)).toBe('01411b7f');
  expect(asciiAt(view, 11, 100)).toBe('A??');
});

it('shows what is printable in ASCII, from the first to the last', () => {
  const bytes = hex`1f 20 7e 7f ff`;
  expect(asciiAt(new DataView(bytes.buffer), 0, 5)).toBe('? ~??');
});
