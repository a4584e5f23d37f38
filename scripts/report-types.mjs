/**
 * The report's type for users of the library, written out from the published schema: src/report/ derives it with typebox, which they do not have, and this way its descriptions show
 * in their editors.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

const SCHEMA = 'schema/netsight-report-1.schema.json';

/** Replaces, in a folder of emitted types, what names typebox. */
export function writeReportTypes(folder) {
  const schema = JSON.parse(readFileSync(SCHEMA, 'utf8'));
  rmSync(`${folder}/report/schema`, { recursive: true });
  writeFileSync(
    `${folder}/report/schema.d.ts`,
    `/** The report, from ${SCHEMA}. */\nexport type Report = ${typeOf(schema, '')};\n`,
  );
  const analysis = `${folder}/report/analysis.d.ts`;
  const text = readFileSync(analysis, 'utf8');
  writeFileSync(analysis, text.replace(/import type \{ Static \}.*\n/, '').replace('Static<typeof Report>', 'Report'));
}

/** A schema as a type; anything that is not in ours yet is an error, never `any`. */
function typeOf(schema, indent) {
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf) return schema.anyOf.map((part) => typeOf(part, indent)).join(' | ');
  switch (schema.type) {
    case 'object':
      return schema.patternProperties ? recordOf(schema, indent) : objectOf(schema, indent);
    case 'array':
      return `Array<${typeOf(schema.items, indent)}>`;
    case 'integer':
      return 'number';
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return schema.type;
    default:
      throw new Error(`${SCHEMA} has what scripts/report-types.mjs does not know: ${JSON.stringify(schema)}`);
  }
}

const recordOf = ({ patternProperties }, indent) =>
  `Record<string, ${Object.values(patternProperties)
    .map((part) => typeOf(part, indent))
    .join(' | ')}>`;

function objectOf({ properties, required = [] }, indent) {
  const inner = `${indent}  `;
  const fields = Object.entries(properties).map(([name, schema]) => {
    const comment = schema.description ? `${inner}/** ${schema.description.replaceAll('*/', '* /')} */\n` : '';
    return `${comment}${inner}${JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema, inner)};\n`;
  });
  return `{\n${fields.join('')}${indent}}`;
}
