/** Reports against the published schemas, with unknown fields as errors: what is not documented may not be written. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Report } from '../../src/report/schema.ts';

/** Says what is wrong with a value, by a schema; nothing when nothing is. */
export function problemsBy(schema: object): (value: unknown) => string[] {
  const validate = new Ajv2020({ allErrors: true }).compile(closed(JSON.parse(JSON.stringify(schema))) as object);
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map(
      (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
    );
  };
}

/** What is wrong with a report. */
export const problems = problemsBy(Report);

function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, entry]) => [key, closed(entry)]));
  return 'properties' in schema ? { ...inner, additionalProperties: false } : inner;
}
