/** Which protocols, most frequent first. */
import { count, percent } from '../quantities.ts';
import { bar } from './bar.ts';
import type { Section } from './section.ts';
import { table } from './table.ts';

const BYTES = 10_000;

/** The protocols section; empty without packets. */
export const protocols: Section = {
  id: 'protocols',
  title: 'Protocols',
  body: ({ protocols: frames, capture }, { top }) => {
    const rows = Object.entries(frames).sort(([, a], [, b]) => b - a);
    const share = (number: number): number => (capture.frames === 0 ? 0 : Math.min(1, number / capture.frames));
    return table(
      [
        { title: 'Protocol', cell: ([name]) => name },
        { title: 'Packets', numeric: true, cell: ([, number]) => count(number) },
        { title: 'Of all', numeric: true, cell: ([, number]) => percent(share(number)) },
        { title: 'Share', cell: ([, number]) => bar(share(number)) },
      ],
      rows,
      { label: 'All protocols', total: rows.length, top, bytes: BYTES, sortable: true },
    );
  },
};
