import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Analysis } from '../../../src/report/analysis.ts';
import { cutLines, fitted } from '../../../src/report/markdown/fit.ts';
import { render } from '../../../src/report/markdown.ts';
import { everything, flannel, HOSTILE, ipvlan, withText } from '../fixtures.ts';

const text = (report: Analysis, maxBytes: number, top = 10): string =>
  [...render(report, { width: 80, color: false, unicode: true, top, maxBytes })].join('');

/** Every list as often as that, every word as given. */
function large(times: number, word: string): Analysis {
  const many = (value: unknown): unknown => {
    if (Array.isArray(value)) return Array.from({ length: times }, () => value.map(many)).flat();
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, many(entry)]));
  };
  return withText(many(everything) as Analysis, (old) => `${word}${old}`);
}

it('leaves a report alone that fits', () => {
  expect(text(ipvlan, 60_000)).toBe(text(ipvlan, 0));
  expect(text(ipvlan, 0)).not.toContain('Left out');
});

it('drops whole sections from the bottom and says which', () => {
  const whole = text(flannel, 0);
  const bound = Buffer.byteLength(whole) - 1;
  const cut = text(flannel, bound);
  expect(cut).toMatch(
    /Left out to stay within [\d,]+ bytes: (Flows, )?(Protocols, )?Notes \(`--max-bytes 0` shows all\)\./,
  );
  const headings = (page: string): string[] => page.match(/^## .*$/gm) ?? [];
  expect(headings(whole).slice(0, headings(cut).length)).toEqual(headings(cut));
  expect(cut.split('\n').at(-2)).toBe(whole.split('\n').at(-2));
});

it('keeps title, verdict and the worst finding of a report of any size', () => {
  const page = text(large(3, HOSTILE.repeat(20)), 60_000);
  expect(Buffer.byteLength(page)).toBeLessThanOrEqual(60_000);
  expect(page).toMatch(/^# Network capture: /);
  expect(page.match(/^## (Verdict|Findings)$/gm)).toEqual(['## Verdict', '## Findings']);
  expect(page).toMatch(/^### (CRITICAL|ERROR|WARNING|INFO): /m);
  expect(page).toContain('Left out to stay within 60,000 bytes: ');
});

it('counts what it leaves out of nested lists', () => {
  const [finding] = ipvlan.findings;
  const evidence = Array.from({ length: 700 }, () => finding.evidence[0]);
  const page = text({ ...ipvlan, findings: [{ ...finding, evidence }] }, 20_000);
  expect(page).toContain('… and 680 more (`--max-bytes N`)');
});

it('counts the findings it leaves out', () => {
  const findings = Array.from({ length: 40 }, () => ipvlan.findings[0]);
  const page = text({ ...ipvlan, findings }, 10_000, 40);
  const shown = page.match(/^### /gm)?.length ?? 0;
  expect(shown).toBeGreaterThan(2);
  expect(page).toContain(`less severe findings (${40 - shown}), `);
});

it('stays within its bound, whatever the report', () => {
  const word = fc.string({
    unit: fc.oneof(fc.constantFrom(...'\x1b`|<\\@#'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })),
    maxLength: 400,
  });
  const within = (times: number, prefix: string, bound: number): void => {
    expect(Buffer.byteLength(text(large(times, prefix), bound, 50))).toBeLessThanOrEqual(bound);
  };
  const bounds = fc.integer({ min: 1000, max: 70_000 });
  fc.assert(fc.property(fc.integer({ min: 1, max: 3 }), word, bounds, within), { numRuns: 40 });
});

it('cuts between lines and closes a block of code', () => {
  const lines = ['# title', '````sh', '```', 'x'.repeat(500), '````', 'end'];
  const page = cutLines(lines, 200);
  expect(page.slice(0, 4)).toEqual(['# title', '````sh', '```', '````']);
  expect(page.at(-1)).toContain('cut here');
  expect(Buffer.byteLength(page.join('\n')) + 1).toBeLessThanOrEqual(200);
});

it('fits exactly', () => {
  const parts = [
    { name: 'A', lines: ['a'], isKept: true as const },
    { name: 'B', lines: ['b'] },
  ];
  expect(fitted(parts, ['end'], 8)).toEqual({ lines: ['a', 'b', 'end'], fits: true });
  expect(fitted(parts, ['end'], 7).fits).toBe(false);
});
