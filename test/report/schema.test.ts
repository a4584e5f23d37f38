import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import type { Analysis } from '../../src/report/analysis.ts';
import { Report, schemaText } from '../../src/report/schema.ts';
import { declared, empty, flannel, hostile, ipvlan } from './fixtures.ts';
import { problems } from './validate.ts';

const PUBLISHED = 'schema/netsight-report-1.schema.json';

it('is published as it is written here (npx tsx scripts/schema.ts)', () => {
  expect(readFileSync(PUBLISHED, 'utf8')).toBe(schemaText());
});

it('is a valid JSON Schema of draft 2020-12', () => {
  const ajv = new Ajv2020();
  expect(ajv.validateSchema(JSON.parse(schemaText()))).toBe(true);
});

it.each(Object.entries({ empty, ipvlan, declared, flannel, hostile }))('accepts the sample %s', (_, report) => {
  expect(problems(report)).toEqual([]);
});

it.each<[string, (report: Analysis) => void]>([
  ['an undocumented field', (report) => Object.assign(report.verdict, { mood: 'good' })],
  ['a field that is missing', (report) => Reflect.deleteProperty(report.flows, 'total')],
  ['a ratio above 1', (report) => Object.assign(report.l2.broadcast, { ratio: 1.1 })],
  ['a time without nanoseconds', (report) => Object.assign(report.capture, { first: '2025-02-23T12:36:36Z' })],
  ['a MAC in upper case', (report) => Object.assign(report.endpoints.macs[0], { mac: '00:50:56:BE:6F:9A' })],
  ['a mode that is none', (report) => Object.assign(report.verdict, { mode: 'overlay' })],
  ['frame 0', (report) => Object.assign(report.findings[0].evidence[0], { frames: [0] })],
])('refuses %s', (_, spoil) => {
  const report = structuredClone(ipvlan);
  spoil(report);
  // A value that may also be null is refused once for each of its kinds.
  const places = new Set(problems(report).map((problem) => problem.split(' ')[0]));
  expect(places.size).toBe(1);
});

it('is never loaded by the program, which takes types from it only', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const loading = sources
    .filter((file) => !/\/schema[./]/.test(file))
    .filter((file) =>
      /^(import|export) (?!type).*'(typebox|.*\/schema(\/.*)?\.ts)'/m.test(readFileSync(`src/${file}`, 'utf8')),
    );
  expect(sources).toContain('report/schema.ts');
  expect(loading).toEqual([]);
});

it('says of every value what it is', () => {
  expect(undocumented(Report, 'report')).toEqual([]);
});

/** Paths of the properties that have neither a description nor properties of their own. */
function undocumented(schema: object, path: string): string[] {
  const { properties, items } = schema as { properties?: Record<string, object>; items?: object };
  if (items) return 'properties' in items ? undocumented(items, `${path}[]`) : described(schema, path);
  if (!properties) return described(schema, path);
  return Object.entries(properties).flatMap(([key, inner]) => undocumented(inner, `${path}.${key}`));
}

const described = (schema: object, path: string): string[] =>
  'description' in schema || 'const' in schema ? [] : [path];
