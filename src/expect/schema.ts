/** The published JSON Schema of expectation files, for editors: written from the paths of the report and the operators. Only scripts/schema.ts and tests load this file. */
import type { PathEntry } from '../report/schema/paths.ts';
import { TOLERANCE } from './conditions.ts';
import { OPERATORS } from './operators.ts';
import { SCHEMA_ID } from './read.ts';

/** The schema as it is written to schema/netsight-expect-1.schema.json. */
export function expectationSchemaText(entries: readonly PathEntry[]): string {
  const values = entries.filter(({ kind }) => kind !== 'list');
  const captures = {
    description: 'what is expected of the captures that a glob matches; several may match one',
    type: 'object',
    additionalProperties: { $ref: '#/$defs/expectations' },
  };
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:netsight:expect:1',
    title: 'netsight expectations',
    description: 'What netsight check expects of captures.',
    type: 'object',
    properties: { schema: { const: SCHEMA_ID, description: 'format of this file' }, captures },
    required: ['captures'],
    additionalProperties: false,
    $defs: {
      expectations: expectations(entries, values),
      ...Object.fromEntries(values.map((entry) => [nameOf(entry), condition(entry)])),
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** The paths: written out for editors to complete, and as patterns for what may stand in their brackets. */
function expectations(entries: readonly PathEntry[], values: readonly PathEntry[]): object {
  const plain = values.filter(({ path }) => !path.includes('*'));
  const lists = entries.filter(({ kind }) => kind === 'list');
  return {
    type: 'object',
    properties: Object.fromEntries([...plain.map(property), ...lists.map(length)]),
    patternProperties: patterns(values.filter(({ path }) => /\[\]|\*/.test(path))),
    additionalProperties: false,
  };
}

const property = (entry: PathEntry): [string, object] => [
  entry.path,
  { description: entry.description, ...ofEntry(entry) },
];

/** What may stand behind values of this kind, or of this fixed set of words. */
const ofEntry = (entry: PathEntry): object => ({ $ref: `#/$defs/${nameOf(entry)}` });

/** Sets of words are named after the last name of their path. */
const nameOf = ({ path, kind, words }: PathEntry): string =>
  words.length === 0 ? kind.replace('?', '-or-null') : `${path.split('.').at(-1)}-${words.length}`;

const length = ({ path, description }: PathEntry): [string, object] => [
  `${path}.length`,
  { description: `how many: ${description}`, $ref: '#/$defs/number' },
];

/** The same paths with an index or a condition in the brackets, or with a name that a table holds: one pattern for each kind. */
function patterns(entries: readonly PathEntry[]): Record<string, object> {
  const kinds = new Map(entries.map((entry) => [nameOf(entry), ofEntry(entry)]));
  return Object.fromEntries(
    [...kinds].map(([kind, schema]) => {
      const paths = entries.filter((entry) => nameOf(entry) === kind).map(({ path }) => regexOf(path));
      return [`^(${paths.join('|')})$`, schema];
    }),
  );
}

const regexOf = (path: string): string =>
  path.replaceAll('.', '\\.').replace('*', '[^.\\[\\]]+').replaceAll('[]', '\\[([0-9]*|[A-Za-z]+=[^\\]]*)\\]');

function typeOf(kind: string): object {
  if (kind === 'any') return { type: ['string', 'number'] };
  return { type: kind.endsWith('?') ? [kind.slice(0, -1), 'null'] : kind };
}

function condition({ kind, words }: PathEntry): object {
  const value = words.length === 0 ? typeOf(kind) : { enum: words };
  const operators = OPERATORS.filter(({ id, read }) => fits(id, kind, read));
  const properties = operators.map(({ id, title, schema }) => [id, { description: title, ...schema(value) }]);
  const tolerance = { description: 'goes with equals: an amount, or a share such as 5%', type: ['number', 'string'] };
  return {
    anyOf: [
      value,
      { type: 'array', items: value },
      {
        type: 'object',
        minProperties: 1,
        properties: { ...Object.fromEntries(properties), ...(kind.startsWith('number') && { [TOLERANCE]: tolerance }) },
        additionalProperties: false,
      },
    ],
  };
}

/** Operators for numbers or texts only are no use elsewhere: they say so themselves. */
function fits(id: string, kind: string, read: (typeof OPERATORS)[number]['read']): boolean {
  const sample: Record<string, unknown> = { min: 1, max: 1, matches: 'a' };
  return !(id in sample) || typeof read(sample[id], kind) !== 'string';
}
