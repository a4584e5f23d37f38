/** What a reader of reports made for one schema would stumble over in another: the rules of "fields are added, never renamed or retyped". */

/** As much of JSON Schema as the report's schema is written in. */
interface Schema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  pattern?: string;
  minimum?: number;
  maximum?: number;
}

/** Changes that break readers, each with its path; fields, enum values and narrower numbers may come without one. */
export function breakingChanges(before: Schema, after: Schema, path = 'report'): string[] {
  const known = variants(before);
  return variants(after).flatMap((variant) => {
    const match = known.find((one) => typeOf(one) === typeOf(variant));
    return match
      ? changesWithin(match, variant, path)
      : [`${path}: is ${typeOf(variant)} now, was ${known.map(typeOf).join(' or ')}`];
  });
}

const variants = (schema: Schema): Schema[] => schema.anyOf?.flatMap(variants) ?? [schema];

const typeOf = ({ type, const: value, enum: values }: Schema): string => type ?? typeof (values ? values[0] : value);

function changesWithin(before: Schema, after: Schema, path: string): string[] {
  return [
    ...valueChanges(before, after).map((change) => `${path}: ${change}`),
    ...Object.entries({ ...before.properties, ...before.patternProperties }).flatMap(([key, schema]) =>
      propertyChanges({ before, after, key, schema, path: `${path}.${key}` }),
    ),
    ...(before.items ? breakingChanges(before.items, after.items ?? {}, `${path}[]`) : []),
  ];
}

interface Property {
  before: Schema;
  after: Schema;
  key: string;
  schema: Schema;
  path: string;
}

function propertyChanges({ before, after, key, schema, path }: Property): string[] {
  const now = after.properties?.[key] ?? after.patternProperties?.[key];
  if (now === undefined) return [`${path}: is gone`];
  const optional = before.required?.includes(key) && !after.required?.includes(key);
  return [...(optional ? [`${path}: may be missing now`] : []), ...breakingChanges(schema, now, path)];
}

function valueChanges(before: Schema, after: Schema): string[] {
  const gone = before.enum?.filter((value) => !(after.enum ?? []).includes(value)) ?? [];
  return [
    gone.length ? `no longer has ${gone.join(', ')}` : '',
    before.const !== after.const ? `is ${after.const} now, was ${before.const}` : '',
    before.pattern !== after.pattern && before.pattern !== undefined ? `has another pattern: ${after.pattern}` : '',
    (after.minimum ?? Number.NEGATIVE_INFINITY) < (before.minimum ?? Number.NEGATIVE_INFINITY)
      ? 'may be smaller now'
      : '',
    (after.maximum ?? Number.POSITIVE_INFINITY) > (before.maximum ?? Number.POSITIVE_INFINITY)
      ? 'may be larger now'
      : '',
  ].filter(Boolean);
}
