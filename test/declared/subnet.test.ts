import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addressBytes,
  anyContains,
  canonicalAddress,
  contains,
  networkText,
  parseSubnet,
} from '../../src/declared/subnet.ts';

it.each([
  ['172.16.10.2/24', '172.16.10.0/24'],
  ['172.16.10.255/17', '172.16.0.0/17'],
  ['10.0.0.1/32', '10.0.0.1/32'],
  ['10.0.0.1/0', '0.0.0.0/0'],
  ['2001:db8::5/64', '2001:db8::/64'],
])('the network of %s is %s', (text, network) => {
  expect(networkText(parseSubnet(text)!)).toBe(network);
});

it.each(['10.0.0.1', '10.0.0.1/33', '10.0.0.1/-1', '10.0.0.1/24/3', 'x/24', '', '::1/129'])('%j is none', (text) => {
  expect(parseSubnet(text)).toBeNull();
});

it('holds exactly the addresses that agree in the leading bits', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      fc.integer({ min: 1, max: 32 }),
      (a, b, bits) => {
        const text = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.');
        const subnet = parseSubnet(`${text(a)}/${bits}`)!;
        expect(contains(subnet, addressBytes(text(b))!)).toBe(a >>> (32 - bits) === b >>> (32 - bits));
      },
    ),
  );
});

it('keeps the versions apart', () => {
  expect(anyContains(['0.0.0.0/0'], '::1')).toBe(false);
  expect(anyContains(['10.0.0.0/8', '::/0'], '::1')).toBe(true);
  expect(anyContains(['nonsense'], '10.0.0.1')).toBe(false);
});

it('writes addresses as reports do', () => {
  expect(canonicalAddress('2001:DB8:0::5/64')).toBe('2001:db8::5');
  expect(canonicalAddress('nobody')).toBeNull();
});
