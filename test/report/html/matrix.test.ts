import { expect, it } from 'vitest';
import type { Analysis } from '../../../src/report/analysis.ts';
import { matrix } from '../../../src/report/html/matrix.ts';
import { ipvlan } from '../fixtures.ts';

const VIEW = { top: 10, fileOf: () => '', names: new Map([['10.0.0.1', 'default/web']]) };
const [flow] = ipvlan.flows.top;

/** Flows written `from to bytes bytes-back`. */
const report = (...flows: string[]): Analysis => ({
  ...ipvlan,
  flows: {
    ...ipvlan.flows,
    top: flows.map((text) => {
      const [a, b, ab, ba] = text.split(' ');
      return { ...flow, a: { ...flow.a, ip: a }, b: { ...flow.b, ip: b }, bytesAB: Number(ab), bytesBA: Number(ba) };
    }),
  },
});
const cells = (analysis: Analysis): string[][] =>
  (matrix.body(analysis, VIEW).text.match(/<tr>.*?<\/tr>/gs) ?? []).map((row) =>
    (row.match(/<t[hd].*?<\/t[hd]>/g) ?? []).map((cell) => cell.replace(/<[^>]*>/g, '')),
  );

it('adds up what each sends to each, the busiest first', () => {
  expect(cells(report('10.0.0.1 10.0.0.2 5 900', '10.0.0.1 10.0.0.2 6 100', '10.0.0.1 10.0.0.3 7 0'))).toEqual([
    ['from ↓ to →', 'default/web', '10.0.0.2', '10.0.0.3'],
    ['10.0.0.2', '1.0 kB', '', ''],
    ['default/web', '', '11 B', '7 B'],
  ]);
});

it('says how many it leaves out', () => {
  const many = report(...Array.from({ length: 13 }, (_, i) => `10.0.1.${i} 10.0.0.2 ${100 - i} 0`));
  expect(cells(many)).toHaveLength(11);
  expect(matrix.body(many, VIEW).text).toContain('3 quieter addresses are left out');
});

it('is empty for a single conversation', () =>
  expect(matrix.body(report('10.0.0.1 10.0.0.2 5 0'), VIEW).text).toBe(''));
