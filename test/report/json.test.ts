import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Analysis } from '../../src/report/analysis.ts';
import { render } from '../../src/report/json.ts';
import { empty, flannel, HOSTILE, hostile, ipvlan, withText } from './fixtures.ts';

const OPTIONS = { width: 80, color: false, unicode: true, top: 10 };
const text = (report: Analysis): string => [...render(report, OPTIONS)].join('');

it.each(Object.entries({ empty, ipvlan, flannel }))('is what JSON.stringify gives for %s', (_, report) => {
  expect(text(report)).toBe(`${JSON.stringify(report, null, 2)}\n`);
});

it('keeps one order of keys, whatever order they were set in', () => {
  const reversed = Object.fromEntries(Object.entries(ipvlan).reverse()) as Analysis;
  expect(text(reversed)).toBe(text(ipvlan));
});

it('gives a long list of flows in pieces', () => {
  const [flow] = ipvlan.flows.top;
  const top = Array.from({ length: 20_000 }, () => flow);
  const pieces = [...render({ ...ipvlan, flows: { ...ipvlan.flows, top } }, OPTIONS)];
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(10_000);
  expect(JSON.parse(pieces.join('')).flows.top).toHaveLength(20_000);
});

it('writes the flows of a long list as they come, in place of those it holds', () => {
  const flows = function* (top: number) {
    for (let i = 0; i < top; i++) yield { ...ipvlan.flows.top[0], bytesAB: i };
  };
  const lists = { top: 3, flows, endpoints: () => ipvlan.endpoints };
  const listed = [...render(ipvlan, { ...OPTIONS, lists })].join('');
  expect(listed).toBe(text({ ...ipvlan, flows: { ...ipvlan.flows, top: [...flows(3)] } }));
  const none = [...render(ipvlan, { ...OPTIONS, lists: { ...lists, top: 0 } })].join('');
  expect(none).toBe(text({ ...ipvlan, flows: { ...ipvlan.flows, top: [] } }));
});

it('keeps hostile strings as they are, without a character that acts on a terminal', () => {
  expect(JSON.parse(text(hostile))).toEqual(hostile);
  expect(text(hostile)).not.toMatch(/[^\x20-\x7e\n\uac00-\ud7a3]/);
  expect(JSON.parse(text(hostile)).verdict.summary).toBe(HOSTILE);
});

it('reads back equal for any strings', () => {
  const same = (word: string): void => {
    const report = withText(ipvlan, () => word);
    expect(JSON.parse(text(report))).toEqual(report);
  };
  fc.assert(fc.property(fc.string({ unit: 'binary' }), same), { numRuns: 50 });
});

it('never writes NaN or Infinity', () => {
  const capture = { ...empty.capture, durationSeconds: Number.NaN, frames: Number.POSITIVE_INFINITY };
  expect(JSON.parse(text({ ...empty, capture })).capture).toMatchObject({ durationSeconds: null, frames: null });
});
