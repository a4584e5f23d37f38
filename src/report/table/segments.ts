/** The verdict for each L2 segment, when there are several. */
import type { Analysis, Segment } from '../analysis.ts';
import { modeName, segmentName } from '../phrases.ts';
import { count, percent } from '../quantities.ts';
import { type Column, columns } from '../text/columns.ts';
import { andMore, heading } from '../text/lines.ts';
import type { Page } from '../text/page.ts';

const LAYOUT: readonly Column[] = [
  { title: 'where', flexible: true },
  { title: 'verdict' },
  { title: 'sure', align: 'right' },
  { title: 'frames', align: 'right' },
  { title: 'stations', align: 'right' },
];

/** The segments section; empty when the capture holds one segment only. */
export function segmentsSection({ segments }: Analysis, page: Page): string[] {
  if (segments.length < 2) return [];
  const rows = segments.slice(0, page.top).map(row);
  return [
    ...heading('SEGMENTS', '', page),
    ...columns(LAYOUT, rows, page),
    ...andMore(rows.length, segments.length, page),
  ];
}

function row(segment: Segment): string[] {
  const { verdict, frames, stations } = segment;
  return [segmentName(segment), modeName(verdict), percent(verdict.confidence), count(frames), count(stations)];
}
