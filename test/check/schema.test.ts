import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { CheckReport as Run } from '../../src/check/outcome.ts';
import { CheckReport, checkSchemaText } from '../../src/check/schema.ts';
import { problemsBy } from '../report/validate.ts';
import { failed, hostile, passed, rendered, runOf } from './runs.ts';

const problems = problemsBy(CheckReport);

it('is published as it is written here (npm run schema)', () => {
  expect(readFileSync('schema/netsight-check-1.schema.json', 'utf8')).toBe(checkSchemaText());
});

it.each(Object.entries({ passed, failed, hostile, none: runOf([]) }))('holds for the run %s', async (_, run) => {
  expect(problems(JSON.parse(await rendered('json', run)))).toEqual([]);
});

it.each<[string, (run: Run) => void]>([
  ['an undocumented field', (run) => Object.assign(run.totals, { skipped: 0 })],
  ['a field that is missing', (run) => Reflect.deleteProperty(run.captures[0], 'verdict')],
  ['a status that is none', (run) => Object.assign(run.captures[0].outcomes[0], { status: 'maybe' })],
  ['another major', (run) => Object.assign(run, { schema: 'netsight.check/2' })],
])('refuses %s', async (_, spoil) => {
  const run = JSON.parse(await rendered('json', failed));
  spoil(run);
  expect(problems(run)).toHaveLength(1);
});
