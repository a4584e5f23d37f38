import { expect, it } from 'vitest';
import { byteSize } from '../../src/cli/size.ts';

const size = byteSize('--max-memory', { example: '800M or 2G' });

it.each([
  ['1000', 1000],
  ['64k', 65_536],
  ['800M', 838_860_800],
  ['1.5GiB', 1_610_612_736],
  ['2 GB', 2_147_483_648],
])('reads %s', (text, bytes) => expect(size(text)).toBe(bytes));

it.each(['', 'M', '-1', '1e9', '5 potatoes', '1MM', '99999999999T'])("refuses '%s'", (text) => {
  expect(() => size(text)).toThrow('--max-memory takes an amount of bytes');
});

it('counts in thousands where texts are measured', () => {
  expect(byteSize('--max-bytes', { example: '60kB', kilo: 1000 })('60kB')).toBe(60_000);
});
