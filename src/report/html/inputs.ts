/** Where the packets were captured: every interface of every input. */
import type { Input } from '../analysis.ts';
import { bytes, count } from '../quantities.ts';
import { code, type Section, type View } from './section.ts';
import { type Column, table } from './table.ts';

const BYTES = 10_000;

type Row = Input['interfaces'][number] & { path: string };

/** The inputs section. */
export const inputs: Section = {
  id: 'inputs',
  title: 'Captures',
  body: ({ inputs: all }, view: View) => {
    const rows = all.flatMap(({ path, interfaces }) => interfaces.map((entry) => ({ ...entry, path })));
    return table(COLUMNS, rows, { label: 'All interfaces', total: rows.length, top: view.top, bytes: BYTES });
  },
};

const COLUMNS: readonly Column<Row>[] = [
  { title: 'File', cell: ({ path }) => code(path) },
  { title: 'Interface', cell: ({ name, id }) => name ?? String(id) },
  { title: 'Link type', cell: ({ linktypeName }) => linktypeName },
  { title: 'Snap length', numeric: true, cell: ({ snaplen }) => (snaplen === 0 ? 'none' : count(snaplen)) },
  { title: 'Packets', numeric: true, cell: ({ frames }) => count(frames) },
  { title: 'Bytes', numeric: true, cell: ({ bytesOriginal }) => bytes(bytesOriginal) },
  { title: 'Dropped', numeric: true, cell: ({ dropped }) => (dropped === null ? 'not said' : count(dropped)) },
  { title: 'Filter', cell: ({ filter }) => code(filter ?? '') },
];
