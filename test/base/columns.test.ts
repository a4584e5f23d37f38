import { expect, it } from 'vitest';
import { ensureRow } from '../../src/base/columns.ts';

it('keeps a column that is long enough', () => {
  const column = new Float64Array(10);
  expect(ensureRow(column, 9)).toBe(column);
});

it('keeps what stands in a column that has to grow, and fills up the rest', () => {
  const longer = ensureRow(Float64Array.of(1, 2), 2, Number.NaN);
  expect([longer[0], longer[1], longer[2], longer.at(-1)]).toEqual([1, 2, Number.NaN, Number.NaN]);
});

it('has room for the row, and at least doubles', () => {
  expect(ensureRow(new Float64Array(0), 5000).length).toBe(5001);
  expect(ensureRow(new Float64Array(100), 100).length).toBe(200);
});
