import { expect, it } from 'vitest';
import { fitting, more } from '../../../src/report/html/list.ts';
import { html } from '../../../src/report/html/markup.ts';

const line = (text: string) => html`<li>${text}</li>`;

it('shows so many entries, and no more bytes', () => {
  expect(fitting(['a', 'b', 'c'], { top: 2, bytes: 100 }, line)).toHaveLength(2);
  expect(fitting(['a', 'b', 'c'], { top: 5, bytes: 20 }, line)).toHaveLength(2);
  expect(fitting(['a', 'b', 'c'], { top: 5, bytes: 9 }, line)).toHaveLength(0);
});

it('looks at no entry that it does not need', () => {
  const seen: number[] = [];
  fitting([1, 2, 3, 4], { top: 4, bytes: 15 }, (entry) => {
    seen.push(entry);
    return line('x');
  });
  expect(seen).toEqual([1, 2]);
});

it('says how many are left, and nothing when none is', () => {
  expect(more(2, 1002).text).toContain('and 1,000 more');
  expect(more(2, 2).text).toBe('');
});
