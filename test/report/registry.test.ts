import { expect, it } from 'vitest';
import { FORMATS } from '../../src/report/registry.ts';
import { empty } from './fixtures.ts';

it('lists each format once', () => {
  expect(FORMATS.map(({ id }) => id)).toEqual(['table', 'json', 'markdown', 'html']);
});

it.each(FORMATS.map(({ id }) => id))('%s loads and ends its last line', async (id) => {
  const render = await FORMATS.find((format) => format.id === id)?.load();
  const text = [...(render?.(empty, { width: 80, color: false, unicode: true, top: 10 }) ?? [])].join('');
  expect(text).toContain('unknown');
  expect(text.at(-1)).toBe('\n');
});
