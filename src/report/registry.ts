/** Every report format: one file and one entry each. */
import type { Format } from './format.ts';

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
    load: async () => (await import('./json.ts')).render,
  },
  {
    id: 'markdown',
    title: 'for a ticket',
    extension: 'md',
    load: async () => (await import('./markdown.ts')).render,
  },
  {
    id: 'html',
    title: 'one page for a browser, a ticket or paper',
    extension: 'html',
    top: 100,
    load: async () => (await import('./html.ts')).render,
  },
];
