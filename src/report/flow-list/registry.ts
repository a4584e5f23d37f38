/** Every format of `netsight flows`: one file and one entry each. */
import type { FlowFormat } from '../format.ts';

/** In the order in which help lists them. */
export const FLOW_FORMATS: readonly FlowFormat[] = [
  {
    id: 'table',
    title: 'text for a terminal',
    extension: 'txt',
    load: async () => (await import('./table.ts')).render,
  },
  { id: 'csv', title: 'for spreadsheets', extension: 'csv', load: async () => (await import('./csv.ts')).render },
  {
    id: 'ndjson',
    title: 'one object a line',
    extension: 'ndjson',
    load: async () => (await import('./ndjson.ts')).render,
  },
];

/** The format of that id, if there is one. */
export function flowFormatById(id: string): FlowFormat | undefined {
  return FLOW_FORMATS.find((format) => format.id === id);
}
