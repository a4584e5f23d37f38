/** Reports against the published schema, with unknown fields as errors: what is not documented may not be written. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Report } from '../../src/report/schema.ts';

const validate = new Ajv2020({ allErrors: true }).compile(closed(JSON.parse(JSON.stringify(Report))) as object);

/** What is wrong with a report; empty when nothing is. */
export function problems(report: unknown): string[] {
  validate(report);
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
}

function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, entry]) => [key, closed(entry)]));
  return 'properties' in schema ? { ...inner, additionalProperties: false } : inner;
}
