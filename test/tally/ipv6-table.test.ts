import { expect, it } from 'vitest';
import { formatIpv6, parseIpv6 } from '../../src/base/addresses.ts';
import { Ipv6Table } from '../../src/tally/ipv6-table.ts';

const wordsOf = (text: string): Int32Array => {
  const view = new DataView(parseIpv6(text)!.buffer);
  return Int32Array.from({ length: 4 }, (_, i) => view.getInt32(4 * i));
};

it('gives each address one number, and gives the address back', () => {
  const table = new Ipv6Table();
  const texts = ['fd00::1', 'fd00::2', '2001:db8:ffff:8000::', 'fd00::1'];
  const ids = texts.map((text) => table.idOf(wordsOf(text), 0));
  expect(ids).toEqual([0, 1, 2, 0]);
  expect(ids.map((id) => formatIpv6(table.bytes(id), 0))).toEqual(texts);
  expect([table.size, table.word(2, 0) >>> 0, table.word(2, 1) >>> 0]).toEqual([3, 0x20010db8, 0xffff8000]);
});
