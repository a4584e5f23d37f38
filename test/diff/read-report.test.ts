import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { UsageError } from '../../src/base/errors.ts';
import { compare } from '../../src/diff/compare.ts';
import { readReport } from '../../src/diff/read-report.ts';
import { everything, ipvlan } from '../report/fixtures.ts';

it('reads back what was written', () => {
  expect(readReport('r.json', JSON.stringify(everything))).toEqual(everything);
});

it.each(readdirSync('samples').filter((name) => name.endsWith('.json')))('reads samples/%s', (name) => {
  expect(readReport(name, readFileSync(`samples/${name}`, 'utf8')).verdict.mode).toBeTypeOf('string');
});

it('reads reports of versions that listed no chains, and refuses what is none', () => {
  const chained = (chain: unknown): string =>
    JSON.stringify({
      ...everything,
      segments: everything.segments.map((segment) => ({ ...segment, chain })),
      flows: { ...everything.flows, top: everything.flows.top.map((flow) => ({ ...flow, chain })) },
    });
  const read = readReport('r.json', chained(undefined));
  expect(() => compare({ path: 'a', analysis: read }, { path: 'b', analysis: everything }, 5)).not.toThrow();
  for (const chain of [null, 5, [null], [{ type: 7, id: 1 }]])
    expect(() => readReport('r.json', chained(chain))).toThrow('chain');
});

it.each([
  ['no JSON', '{"schema"', 'is no JSON'],
  ['a list', '[]', 'holds no JSON object'],
  ['another object', '{"schema":"netsight.check/1"}', 'is no report of netsight'],
  ['the next major', '{"schema":"netsight.report/2"}', 'reads netsight.report/1'],
  ['a report with nothing in it', '{"schema":"netsight.report/1"}', 'is missing or of another type'],
])('refuses %s', (_, text, message) => {
  expect(() => readReport('r.json', text)).toThrow(UsageError);
  expect(() => readReport('r.json', text)).toThrow(message);
});

it('a report with anything changed in it is compared or refused', () => {
  const paths = leaves(everything);
  const anything = fc.constantFrom<unknown>(null, undefined, -1, 'x', [], {}, [null], true);
  fc.assert(
    fc.property(fc.nat(paths.length - 1), fc.nat(12), anything, (i, depth, value) => {
      const spoiled = structuredClone(everything);
      put(spoiled, paths[i].slice(0, 1 + (depth % paths[i].length)), value);
      try {
        const read = readReport('r.json', JSON.stringify(spoiled));
        compare({ path: 'a', analysis: ipvlan }, { path: 'b', analysis: read }, 5);
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
      }
    }),
    { numRuns: 1500 },
  );
});

function leaves(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function put(target: object, path: readonly string[], value: unknown): void {
  const holder = path.slice(0, -1).reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], target);
  (holder as Record<string, unknown>)[path.at(-1)!] = value;
}
