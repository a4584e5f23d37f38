/** Every report format: one file and one entry each. */
import type { Format } from './format.ts';
import { tableFormat } from './tables/registry.ts';

/** In the order in which help lists them. */
export const FORMATS: readonly Format[] = [
  {
    id: 'table',
    title: 'text for a terminal',
    extension: 'txt',
    load: async () => (await import('./table.ts')).render,
  },
  {
    id: 'json',
    title: 'everything, for programs',
    extension: 'json',
    streams: true,
    load: async () => (await import('./json.ts')).render,
  },
  {
    id: 'markdown',
    title: 'for a ticket',
    extension: 'md',
    bounded: true,
    load: async () => (await import('./markdown.ts')).render,
  },
  {
    id: 'html',
    title: 'one page for a browser, a ticket or paper',
    extension: 'html',
    top: 100,
    load: async () => (await import('./html.ts')).renderer(),
  },
  {
    id: 'csv',
    title: 'a table for spreadsheets',
    extension: 'csv',
    tables: true,
    streams: true,
    load: (table) => tableFormat(import('./tables/csv.ts'), table),
  },
  {
    id: 'ndjson',
    title: 'a table, one object a line',
    extension: 'ndjson',
    tables: true,
    streams: true,
    load: (table) => tableFormat(import('./tables/ndjson.ts'), table),
  },
  {
    id: 'parquet',
    title: 'a table for databases',
    extension: 'parquet',
    tables: true,
    streams: true,
    binary: true,
    load: (table) => tableFormat(import('./tables/parquet.ts'), table),
  },
];
