import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cut, displayWidth, wrap } from '../../../src/report/text/width.ts';

it.each([
  ['abc', 3],
  ['한글', 4],
  ['e\u0301', 1],
  ['🙂', 2],
  ['→ …', 3],
])('%s takes %i columns', (text, columns) => expect(displayWidth(text)).toBe(columns));

it('cuts without splitting a wide character', () => {
  expect(cut('한글한글', 6, '…')).toBe('한글…');
  expect(cut('fits', 4, '…')).toBe('fits');
});

it('wraps between words and breaks longer words', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('a abcdefgh b', 4)).toEqual(['a', 'abcd', 'efgh', 'b']);
  expect(wrap('', 10)).toEqual(['']);
});

it.each([1, 0, -1, -5, Number.NEGATIVE_INFINITY])('ends where there are %d columns', (columns) => {
  expect(wrap('ab 한글', columns)).toEqual(['ab', '한', '글']);
});

it('loses nothing and keeps every line within the width', () => {
  const holds = (text: string, columns: number): void => {
    const lines = wrap(text, columns);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
  };
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'ab 한🙂') }), fc.integer({ min: 2, max: 20 }), holds));
});
