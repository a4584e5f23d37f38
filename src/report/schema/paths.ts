/** Every value of the report by its path, read off the schema: what expectations may name, and what editors complete. */
import { Report } from '../schema.ts';

/** One value, or one kind of values, of the report. */
export interface PathEntry {
  /** Names between dots, `[]` after a list, `*` for the keys of a table of names. */
  path: string;
  /** number, string or boolean, with a ? when it may be null or absent; list for a list as a whole. */
  kind: string;
  description: string;
  /** The words it may be; empty when it is no fixed set. */
  words: string[];
}

/** What of JSON Schema the report uses. */
interface Schema {
  type?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  patternProperties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  enum?: string[];
  const?: string;
}

/** All values, in the order of the schema. */
export const pathEntries = (): PathEntry[] => walk('', Report as Schema, false, '');

/** The table in src/report/report-paths.ts: one line for each path. */
export const pathTable = (): string =>
  [
    '/** Paths of the report and their kinds. Written by `npm run schema` from report/schema.ts, which the program itself never loads. */',
    'export const REPORT_PATHS = `',
    ...pathEntries().map(({ path, kind }) => `${path} ${kind}`),
    '`;',
    '',
  ].join('\n');

function walk(path: string, schema: Schema, nullable: boolean, outer: string): PathEntry[] {
  const description = schema.description ?? outer;
  const kinds = schema.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  if (kinds.length === 1) return walk(path, kinds[0], true, description);
  if (schema.items !== undefined)
    return [{ path, kind: 'list', description, words: [] }, ...walk(`${path}[]`, schema.items, false, description)];
  const named = schema.properties ?? keyed(schema);
  if (named !== null)
    return Object.entries(named).flatMap(([key, inner]) =>
      walk(path ? `${path}.${key}` : key, inner, nullable || mayLack(schema, key), ''),
    );
  return [{ path, kind: kindOf(schema) + (nullable ? '?' : ''), description, words: schema.enum ?? [] }];
}

/** What may be left out is null where it is. */
const mayLack = ({ properties, required }: Schema, key: string): boolean =>
  properties !== undefined && !(required ?? []).includes(key);

/** A table of names as one property with the name *; null for anything else. */
function keyed({ patternProperties }: Schema): Record<string, Schema> | null {
  const [inner] = Object.values(patternProperties ?? {});
  return inner === undefined ? null : { '*': inner };
}

function kindOf({ type, anyOf }: Schema): string {
  // A measured value is a number or a text; it is compared as what it is.
  if (anyOf !== undefined) return 'any';
  return type === 'integer' ? 'number' : (type ?? 'string');
}
