/** Writes what comes from src/report/schema.ts: the published JSON Schemas, and the paths that expectations may name: `npx tsx scripts/schema.ts`. */
import { writeFileSync } from 'node:fs';
import { checkSchemaText } from '../src/check/schema.ts';
import { diffSchemaText } from '../src/diff/schema.ts';
import { expectationSchemaText } from '../src/expect/schema.ts';
import { pathEntries, pathTable } from '../src/report/schema/paths.ts';
import { schemaText } from '../src/report/schema.ts';

const write = (path: string, text: string): void => writeFileSync(new URL(`../${path}`, import.meta.url), text);

write('schema/netsight-report-1.schema.json', schemaText());
write('schema/netsight-check-1.schema.json', checkSchemaText());
write('schema/netsight-diff-1.schema.json', diffSchemaText());
write('schema/netsight-expect-1.schema.json', expectationSchemaText(pathEntries()));
write('src/report/report-paths.ts', pathTable());
