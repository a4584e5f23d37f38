import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compare } from '../../src/diff/compare.ts';
import type { Difference as Found } from '../../src/diff/difference.ts';
import { render } from '../../src/diff/json.ts';
import { Difference, diffSchemaText } from '../../src/diff/schema.ts';
import type { Analysis } from '../../src/report/analysis.ts';
import { empty, everything, flannel, hostile, ipvlan } from '../report/fixtures.ts';
import { problemsBy } from '../report/validate.ts';

const problems = problemsBy(Difference);
const between = (before: Analysis, after: Analysis) => {
  const difference = compare({ path: 'before.json', analysis: before }, { path: 'after.json', analysis: after }, 3);
  return JSON.parse([...render(difference, { width: 80, color: false, unicode: true })].join(''));
};

it('is published as it is written here (npm run schema)', () => {
  expect(readFileSync('schema/netsight-diff-1.schema.json', 'utf8')).toBe(diffSchemaText());
});

it.each([
  ['nothing', ipvlan, ipvlan],
  ['everything', empty, everything],
  ['what vanished', flannel, empty],
  ['other values', ipvlan, flannel],
  ['hostile names', ipvlan, hostile],
])('holds for a comparison in which %s changed', (_, before, after) => {
  expect(problems(between(before, after))).toEqual([]);
});

it.each<[string, (difference: Found) => void]>([
  ['an undocumented field', ({ before }) => Object.assign(before, { size: 1 })],
  ['a field that is missing', ({ sections }) => Reflect.deleteProperty(sections[0], 'same')],
  ['a section that is none', ({ sections }) => Object.assign(sections[0], { id: 'mood' })],
  ['a count that is none', ({ sections }) => Object.assign(sections[0].appeared, { count: -1 })],
])('refuses %s', (_, spoil) => {
  const difference = between(ipvlan, flannel);
  spoil(difference);
  expect(problems(difference)).toHaveLength(1);
});
