/** Writes the published JSON Schema from src/report/schema.ts: `npx tsx scripts/schema.ts`. */
import { writeFileSync } from 'node:fs';
import { schemaText } from '../src/report/schema.ts';

writeFileSync(new URL('../schema/netsight-report-1.schema.json', import.meta.url), schemaText());
