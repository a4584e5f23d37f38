import fc from 'fast-check';
import { expect, it } from 'vitest';
import { grown, KeyTable } from '../../src/base/key-table.ts';

const word = fc.oneof(fc.integer(), fc.constantFrom(0, 1, -1));

it('numbers distinct keys in order of appearance, as a Map does', () => {
  const keys = fc.array(fc.tuple(word, word, word), { maxLength: 300 });
  const property = fc.property(keys, (all) => {
    const table = new KeyTable(3);
    const rows = new Map<string, number>();
    for (const key of all) {
      const expected = rows.get(String(key)) ?? rows.size;
      rows.set(String(key), expected);
      expect(table.rowOf(Int32Array.from(key), 0)).toBe(expected);
    }
    expect(table.size).toBe(rows.size);
    for (const [key, row] of rows)
      expect([...table.keys.subarray(row * 3, row * 3 + 3)]).toEqual(key.split(',').map(Number));
  });
  fc.assert(property);
});

it('finds every key again after it has grown', () => {
  const table = new KeyTable(2);
  const key = new Int32Array(2);
  for (let i = 0; i < 50_000; i++) {
    key[1] = i * 65_536;
    expect(table.rowOf(key, 0)).toBe(i);
  }
  key[1] = 49_999 * 65_536;
  expect(table.find(key, 0)).toBe(49_999);
  key[0] = 1;
  expect(table.find(key, 0)).toBe(-1);
  expect(table.size).toBe(50_000);
});

it('reads a key anywhere in the words', () => {
  const table = new KeyTable(2);
  expect(table.rowOf(Int32Array.of(9, 1, 2, 9), 1)).toBe(0);
  expect(table.rowOf(Int32Array.of(1, 2), 0)).toBe(0);
});

it('refuses keys beyond its bound, and counts the refusals', () => {
  const table = new KeyTable(1, 100);
  const rows = Array.from({ length: 103 }, (_, i) => table.rowOf(Int32Array.of(i), 0));
  expect(rows.slice(99)).toEqual([99, -1, -1, -1]);
  expect(table.rowOf(Int32Array.of(5), 0)).toBe(5);
  expect([table.size, table.refused]).toEqual([100, 3]);
});

it('grows words with zeros behind', () => {
  expect([...grown(Int32Array.of(1, 2), 4)]).toEqual([1, 2, 0, 0]);
});
