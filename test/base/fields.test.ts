import { expect, it } from 'vitest';
import { takeFields } from '../../src/base/fields.ts';
import { KeyTable } from '../../src/base/key-table.ts';

class Tally {
  readonly table = new KeyTable(1);
  words = new Int32Array(2);
  doubles = new Float64Array(this.words.buffer);
  list: number[] = [];
  name: string | null = null;

  get size(): number {
    return this.table.size;
  }
}

it('goes on where another thread stopped', () => {
  const [there, here] = [new Tally(), new Tally()];
  for (const key of [7, 8, 9]) there.table.rowOf(Int32Array.of(key), 0);
  there.words[1] = 5;
  there.list = [1, 2];
  there.name = 'x';
  takeFields(here, structuredClone(there));
  expect(here).toEqual(there);
  expect([here.size, here.table.find(Int32Array.of(8), 0), here.table.rowOf(Int32Array.of(10), 0)]).toEqual([3, 1, 3]);
  expect(there.size).toBe(3);
});

it('keeps views over one memory together', () => {
  const [there, here] = [new Tally(), new Tally()];
  takeFields(here, structuredClone(there));
  here.doubles[0] = 1;
  expect(here.words[1]).not.toBe(0);
});
