import { expect, it } from 'vitest';
import { FORMATS } from '../../src/report/registry.ts';
import { empty } from './fixtures.ts';

it('lists each format once', () => {
  const ids = FORMATS.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids).toEqual(expect.arrayContaining(['table', 'json', 'markdown', 'html', 'csv', 'ndjson', 'parquet']));
});

it.each(FORMATS.filter(({ tables }) => !tables))('$id loads and ends its last line', async ({ load }) => {
  const render = await load();
  const text = [...render(empty, { width: 80, color: false, unicode: true, top: 10 })].join('');
  expect(text).toContain('unknown');
  expect(text.at(-1)).toBe('\n');
});
