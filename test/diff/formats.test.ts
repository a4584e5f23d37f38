import { expect, it } from 'vitest';
import { compare } from '../../src/diff/compare.ts';
import type { Difference } from '../../src/diff/difference.ts';
import { DIFF_FORMATS } from '../../src/diff/registry.ts';
import type { Analysis } from '../../src/report/analysis.ts';
import { empty, everything, HOSTILE, hostile, ipvlan } from '../report/fixtures.ts';

const between = (before: Analysis, after: Analysis): Difference =>
  compare({ path: 'before.json', analysis: before }, { path: `${HOSTILE}.json`, analysis: after }, 10);

async function rendered(id: string, difference: Difference, unicode = true): Promise<string> {
  const render = await DIFF_FORMATS.find((format) => format.id === id)?.load();
  return [...(render?.(difference, { width: 80, color: false, unicode }) ?? [])].join('');
}

it.each(['table', 'markdown'])('%s shows what appeared, vanished and moved', async (id) => {
  const after = structuredClone(ipvlan);
  after.verdict.submode = 'l3';
  after.findings.splice(0, 1, { ...after.findings[0], fingerprint: 'another', subject: '10.9.9.9' });
  const text = await rendered(id, between(ipvlan, after));
  for (const part of ['ipvlan/l2 → ipvlan/l3', 'duplicate-ip', '10.9.9.9', '1 appeared, 1 vanished'])
    expect(text.replaceAll('`', '')).toContain(part);
});

it('says so when nothing changed', async () => {
  expect(await rendered('table', between(ipvlan, ipvlan))).toContain('nothing changed');
  expect(await rendered('markdown', between(ipvlan, ipvlan))).toContain('Nothing.');
  expect(JSON.parse(await rendered('json', between(ipvlan, ipvlan))).changed).toBe(false);
});

it('fits its lines into the width', async () => {
  for (const line of (await rendered('table', between(empty, everything))).split('\n'))
    expect(line.length).toBeLessThanOrEqual(80);
});

it.each(['table', 'json', 'markdown'])('%s is harmless with hostile names', async (id) => {
  const text = await rendered(id, between(ipvlan, hostile));
  expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2028]/);
  expect(text.at(-1)).toBe('\n');
  if (id === 'markdown')
    for (const line of text.split('\n')) expect(line).not.toMatch(/<script|^# heading|^\| a \| b|@everyone(?!`)/);
});

it('keeps to ASCII where asked', async () => {
  expect(await rendered('table', between(ipvlan, hostile), false)).toMatch(/^[\x0a\x20-\x7e]*$/);
});
