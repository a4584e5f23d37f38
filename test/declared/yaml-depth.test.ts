import { expect, it } from 'vitest';
import { tooDeepAt } from '../../src/declared/yaml-depth.ts';
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
