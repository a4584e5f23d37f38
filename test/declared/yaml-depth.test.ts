import { expect, it } from 'vitest';
import { MAX_NESTING, tooDeepAt } from '../../src/declared/yaml-depth.ts';
import { WILD } from './nads.ts';

it.each(['[', '- ', '? ', '{a:\n'])('finds too many of %j, and lets a hundred pass', (level) => {
  expect(tooDeepAt(level.repeat(500))).toBeGreaterThanOrEqual(0);
  expect(tooDeepAt(level.repeat(100))).toBe(-1);
});

it('finds the line where indentation goes too deep', () => {
  const stairs = (count: number): string => Array.from({ length: count }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
  expect(tooDeepAt(stairs(300))).toBeGreaterThan(0);
  expect(tooDeepAt(stairs(100))).toBe(-1);
});

it('counts an open bracket in each of many documents for nothing', () => {
  expect(tooDeepAt(Array(300).fill(WILD).join('---\n'))).toBe(-1);
  expect(tooDeepAt('a: [x, {b: c}]\n'.repeat(1000))).toBe(-1);
});

it.each([
  ['brackets', (count: number): string => '['.repeat(count)],
  ['sequences on one line', (count: number): string => `${'- '.repeat(count)}a`],
  [
    'lines, each further in',
    (count: number): string => Array.from({ length: count }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  ],
])('takes as many levels of %s as there may be, and not one more', (name, text) => {
  const most = name === 'sequences on one line' ? MAX_NESTING - 1 : MAX_NESTING;
  expect(tooDeepAt(text(most))).toBe(-1);
  expect(tooDeepAt(text(most + 1))).toBeGreaterThanOrEqual(0);
});
