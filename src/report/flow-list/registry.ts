/** Every format of `netsight flows`: one file and one entry each. */
import type { FlowFormat, RenderFlows } from '../format.ts';
import type { Write } from '../tables/table.ts';

/** In the order in which help lists them. */
export const FLOW_FORMATS: readonly FlowFormat[] = [
  {
    id: 'table',
    title: 'text for a terminal',
    extension: 'txt',
    load: async () => (await import('./table.ts')).render,
  },
  { id: 'csv', title: 'for spreadsheets', extension: 'csv', load: () => flowTable(import('../tables/csv.ts')) },
  {
    id: 'ndjson',
    title: 'one object a line',
    extension: 'ndjson',
    load: () => flowTable(import('../tables/ndjson.ts')),
  },
  {
    id: 'parquet',
    title: 'for databases',
    extension: 'parquet',
    binary: true,
    load: () => flowTable(import('../tables/parquet.ts')),
  },
];

/** The format of that id, if there is one. */
export function flowFormatById(id: string): FlowFormat | undefined {
  return FLOW_FORMATS.find((format) => format.id === id);
}

/** Flows in a format that reports write tables in. */
async function flowTable(module: Promise<{ write: Write }>): Promise<RenderFlows> {
  const [{ write }, { flows }] = await Promise.all([module, import('../tables/flows.ts')]);
  return (rows) => write(flows, rows);
}
