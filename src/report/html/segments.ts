/** The verdict and the traffic of each L2 segment, when there are several. */
import type { Analysis, Segment } from '../analysis.ts';
import { modeName, segmentName } from '../phrases.ts';
import { count, percent } from '../quantities.ts';
import { bar } from './bar.ts';
import { NOTHING } from './markup.ts';
import type { Section } from './section.ts';
import { type Column, table } from './table.ts';

const BYTES = 10_000;

/** The segments section; empty when the capture holds one segment only. */
export const segments: Section = {
  id: 'segments',
  title: 'Segments',
  body: ({ segments: all, capture }, { top }) =>
    all.length < 2
      ? NOTHING
      : table(columns(capture), all, { label: 'All segments', total: all.length, top, bytes: BYTES }),
};

const columns = ({ frames: total }: Analysis['capture']): Column<Segment>[] => [
  { title: 'Where', cell: segmentName },
  { title: 'Verdict', cell: ({ verdict }) => modeName(verdict) },
  { title: 'Sure', numeric: true, cell: ({ verdict }) => percent(verdict.confidence) },
  { title: 'Frames', numeric: true, cell: ({ frames }) => count(frames) },
  { title: 'Of all', cell: ({ frames }) => bar(total === 0 ? 0 : Math.min(1, frames / total)) },
  { title: 'Stations', numeric: true, cell: ({ stations }) => count(stations) },
];
