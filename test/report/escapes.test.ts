/** Hostile strings in every format of the registries, those that are added later among them. */
import { expect, it } from 'vitest';
import { CHECK_FORMATS } from '../../src/check/registry.ts';
import { compare } from '../../src/diff/compare.ts';
import { DIFF_FORMATS } from '../../src/diff/registry.ts';
import type { Analysis } from '../../src/report/analysis.ts';
import { FLOW_FORMATS } from '../../src/report/flow-list/registry.ts';
import { FORMATS } from '../../src/report/registry.ts';
import { TABLES } from '../../src/report/tables/registry.ts';
import * as runs from '../check/runs.ts';
import { empty, everything, HOSTILE, hostile, withText } from './fixtures.ts';
import { extensionOf, harmIn } from './harmless.ts';

const OPTIONS = { width: 80, color: false, unicode: true, top: 100 };
const REPORTS: Record<string, Analysis> = {
  hostile,
  everywhere: withText(everything, () => HOSTILE),
  'long names': withText(everything, () => 'n'.repeat(4096)),
  'long escapes': withText(everything, () => '\x1b[31m\u202e</script><img src=x>'.repeat(180)),
  formulas: withText(everything, () => '=cmd()'),
};
/** A long name may stand whole where programs read, and cut where people do. */
const MAX_LINE = 2 ** 20;

const TEXTS = FORMATS.filter(({ binary }) => !binary).flatMap(({ id, extension, load, tables }) =>
  (tables ? TABLES.map((table) => table.id) : [undefined]).map((table) => ({ id, table, extension, load })),
);
const CASES = TEXTS.flatMap((format) => Object.entries(REPORTS).map(([name, report]) => ({ ...format, name, report })));

it('looks at every format of the registry that is text', () => {
  expect(new Set(TEXTS.map(({ id }) => id))).toEqual(
    new Set(FORMATS.flatMap(({ id, binary }) => (binary ? [] : [id]))),
  );
});

it.each(CASES)('$id $table of $name does nothing', async ({ extension, load, table, report }) => {
  const render = await load(table);
  const pieces = [...render(report, OPTIONS)];
  expect(harmIn(extension, pieces)).toEqual([]);
  expect(
    Math.max(
      ...pieces
        .join('')
        .split('\n')
        .map(({ length }) => length),
    ),
  ).toBeLessThan(MAX_LINE);
});

it.each(FLOW_FORMATS.filter(({ binary }) => !binary))('flows as $id do nothing', async ({ extension, load }) => {
  const render = await load();
  for (const { flows } of Object.values(REPORTS))
    expect(harmIn(extension, render(flows.top, { ...OPTIONS, total: flows.total }))).toEqual([]);
});

it.each(CHECK_FORMATS)('a run of check as $id does nothing', async ({ id, load }) => {
  const render = await load();
  for (const run of [runs.failed, runs.hostile]) expect(harmIn(extensionOf(id), render(run, runs.OPTIONS))).toEqual([]);
});

it.each(DIFF_FORMATS)('a comparison as $id does nothing', async ({ id, load }) => {
  const render = await load();
  for (const [name, analysis] of Object.entries(REPORTS)) {
    const before = { path: HOSTILE, analysis: empty };
    const difference = compare(before, { path: `${HOSTILE}2`, analysis }, 10);
    expect([name, harmIn(extensionOf(id), render(difference, OPTIONS))]).toEqual([name, []]);
  }
});

it.each([
  ['txt', 'a\x1b[31m'],
  ['txt', 'a\u202eb'],
  ['csv', 'a,=cmd()\r\n'],
  ['csv', '"@sum"\r\n'],
  ['json', '{'],
  ['ndjson', '{}\nx\n'],
  ['md', 'ask @team'],
  ['md', 'see #1'],
  ['md', 'a <b>'],
  ['html', '</script><img src=x>'],
  ['xml', '<svg onload=x>'],
])('would notice in %s: %j', (extension, text) => expect(harmIn(extension, [text])).not.toEqual([]));
