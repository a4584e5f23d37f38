/**
 * The schema against the one that readers know. test/golden/schema-frozen.json is that of the last release (of the first version, until there is one):
 * copy schema/netsight-report-1.schema.json over it when a release is made, and never else.
 */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { schemaText } from '../../src/report/schema.ts';
import { declared, empty, flannel, hostile, ipvlan } from './fixtures.ts';
import { breakingChanges } from './schema-changes.ts';

type Draft = Record<string, never> & {
  properties: Record<string, Draft>;
  items: Draft;
  anyOf: Draft[];
  required: string[];
};

const frozen = (): Draft => JSON.parse(readFileSync('test/golden/schema-frozen.json', 'utf8'));

it('breaks no reader of the frozen schema', () => {
  expect(breakingChanges(frozen(), JSON.parse(schemaText()))).toEqual([]);
});

it.each(Object.entries({ empty, ipvlan, declared, flannel, hostile }))(
  'still writes %s as the frozen schema has it',
  (_, report) => {
    const validate = new Ajv2020({ allErrors: true }).compile(frozen());
    validate(report);
    expect(validate.errors ?? []).toEqual([]);
  },
);

it.each<[string, string, (schema: Draft) => void]>([
  [
    'a dropped field',
    'report.verdict.mode: is gone',
    ({ properties }) => Reflect.deleteProperty(properties.verdict.properties, 'mode'),
  ],
  [
    'a field that may be missing',
    'report.flows: may be missing now',
    (schema) => schema.required.splice(schema.required.indexOf('flows'), 1),
  ],
  [
    'a number that became text',
    'report.capture.frames: is string now, was integer',
    ({ properties }) => Object.assign(properties.capture.properties.frames, { type: 'string' }),
  ],
  [
    'text that may be null now',
    'report.tool.version: is null now, was string',
    ({ properties }) => replaced(properties.tool.properties, 'version'),
  ],
  [
    'a severity less',
    'report.findings[].severity: no longer has info',
    ({ properties }) => (properties.findings.items.properties.severity as unknown as { enum: string[] }).enum.pop(),
  ],
  [
    'another name of the schema',
    'report.schema: is netsight.report/2 now, was netsight.report/1',
    ({ properties }) => Object.assign(properties.schema, { const: 'netsight.report/2' }),
  ],
  [
    'another form of times',
    'report.capture.first: has another pattern: ^now$',
    ({ properties }) => Object.assign(properties.capture.properties.first.anyOf[0], { pattern: '^now$' }),
  ],
  [
    'a ratio above 1',
    'report.verdict.confidence: may be larger now',
    ({ properties }) => Object.assign(properties.verdict.properties.confidence, { maximum: 100 }),
  ],
  [
    'a counter below 0',
    'report.tunnels[].frames: may be smaller now',
    ({ properties }) => Object.assign(properties.tunnels.items.properties.frames, { minimum: -1 }),
  ],
  [
    'protocols that are no numbers',
    'report.protocols.^.*$: is string now, was integer',
    ({ properties }) => Object.assign(first(properties.protocols), { type: 'string' }),
  ],
])('notices %s', (_, change, spoil) => {
  const after = frozen();
  spoil(after);
  expect(breakingChanges(frozen(), after)).toEqual([change]);
});

it('lets fields and words be added, and numbers be narrower', () => {
  const after = frozen();
  Object.assign(after.properties, { mood: { type: 'string' } });
  after.required.push('mood');
  (after.properties.findings.items.properties.severity as unknown as { enum: string[] }).enum.push('fatal');
  Object.assign(after.properties.capture.properties.frames, { minimum: 1 });
  expect(breakingChanges(frozen(), after)).toEqual([]);
});

function replaced(properties: Record<string, Draft>, key: string): void {
  Object.assign(properties, { [key]: { anyOf: [properties[key], { type: 'null' }] } });
}

const first = (schema: Draft): Draft =>
  Object.values((schema as unknown as { patternProperties: Record<string, Draft> }).patternProperties)[0];
