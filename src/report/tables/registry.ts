/** Every table for machines: one file and one entry each. */
import type { Render } from '../format.ts';
import type { Table, Write } from './table.ts';

/** A table, by the name that users type. */
export interface TableEntry {
  id: string;
  load: () => Promise<Table<unknown>>;
}

/** In the order in which help lists them; the first is the one that is written unless told otherwise. */
export const TABLES: readonly TableEntry[] = [
  { id: 'flows', load: async () => (await import('./flows.ts')).flows as Table<unknown> },
  { id: 'endpoints', load: async () => (await import('./endpoints.ts')).endpoints as Table<unknown> },
  { id: 'findings', load: async () => (await import('./findings.ts')).findings as Table<unknown> },
];

/** A report format that writes the one table it is asked for. */
export async function tableFormat(module: Promise<{ write: Write }>, id = TABLES[0].id): Promise<Render> {
  const entry = TABLES.find((one) => one.id === id) ?? TABLES[0];
  const [{ write }, table] = await Promise.all([module, entry.load()]);
  return (analysis, options) => write(table, table.rows(analysis, options));
}
