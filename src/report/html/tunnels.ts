/** Which tunnels, between whom. */
import type { Tunnel } from '../analysis.ts';
import { withName } from '../names.ts';
import { listed } from '../phrases.ts';
import { bytes, count } from '../quantities.ts';
import type { Section, View } from './section.ts';
import { type Column, table } from './table.ts';

const BYTES = 10_000;

/** The tunnels section; empty when there are none. */
export const tunnels: Section = {
  id: 'tunnels',
  title: 'Tunnels',
  body: ({ tunnels: all }, view) =>
    table(columns(view), all, { label: 'All tunnels', total: all.length, top: view.top, bytes: BYTES }),
};

const columns = ({ names }: View): Column<Tunnel>[] => [
  { title: 'Type', cell: ({ type }) => type },
  { title: 'Port', numeric: true, cell: ({ port }) => port },
  { title: 'VNIs', cell: ({ ids }) => listed(ids) },
  {
    title: 'Between',
    wide: true,
    cell: ({ endpoints }) => listed(endpoints.map((endpoint) => withName(endpoint, names))),
  },
  { title: 'Frames', numeric: true, cell: ({ frames }) => count(frames) },
  { title: 'Bytes', numeric: true, cell: ({ bytes: total }) => bytes(total) },
  {
    title: 'UDP checksum',
    cell: ({ checksums: { zero, present } }) => `${count(zero)} zero, ${count(present)} present`,
  },
];
