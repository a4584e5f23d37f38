import { expect, it } from 'vitest';
import { clipped, html, joined, Markup, NOTHING, size } from '../../../src/report/html/markup.ts';

it('escapes what is no markup, and joins lists', () => {
  expect(html`<p title="${`"'<&>`}">${['a', html`<b>${1}</b>`, null, '<i>']}</p>`.text).toBe(
    '<p title="&#34;&#39;&#60;&#38;&#62;">a<b>1</b>&#60;i&#62;</p>',
  );
});

it('cuts texts, never within a character of two units', () => {
  expect(clipped('abcdef', 4)).toBe('abc…');
  expect(clipped('abcd', 4)).toBe('abcd');
  expect(clipped('ab😀def', 4)).toBe('ab…');
  expect(html`${'x'.repeat(300)}`.text).toHaveLength(256);
});

it('joins what is not empty', () => {
  expect(joined(['a', '', NOTHING, null, new Markup('<br>'), '&'], ', ').text).toBe('a, <br>, &#38;');
});

it('measures bytes of the file', () => expect(size(html`한${'<'}`)).toBe(8));
