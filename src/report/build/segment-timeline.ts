/** Packets over time by segment: lanes of the timeline, each given to the segment that its place and chain belong to. */
import { REST } from '../../tally/lanes.ts';
import type { Timeline } from '../../tally/timeline.ts';
import type { LinkLayer } from '../analysis.ts';

/** Segments told apart: as many as a chart has colours that can be told apart. The rest is added up. */
const MAX_SEGMENTS = 8;

/** Index of the segment that a chain of VLANs and tunnels at a place belongs to; −1 for none that the report lists. */
export type SegmentOf = (context: number, place: number) => number;

type Split = Pick<LinkLayer['timeline'], 'segments' | 'others'>;

/** The largest segments, and everything else in one; neither when there is but one segment. `merge` neighbouring buckets are added up. */
export function segmentTimeline(timeline: Timeline, segments: number, segmentOf: SegmentOf, merge: number): Split {
  if (segments < 2) return { segments: [], others: [] };
  const sums = new Map<number, number[]>();
  const others = timeline.frames(REST, merge);
  for (const { lane, place, context } of timeline.lanes.list()) {
    const segment = segmentOf(context, place);
    const series = timeline.frames(lane, merge);
    if (segment < 0) addTo(others, series);
    else if (sums.has(segment)) addTo(sums.get(segment)!, series);
    else sums.set(segment, series);
  }
  const bySize = [...sums].sort(([one, a], [other, b]) => total(b) - total(a) || one - other);
  for (const [, series] of bySize.slice(MAX_SEGMENTS)) addTo(others, series);
  return { segments: bySize.slice(0, MAX_SEGMENTS).map(([segment, frames]) => ({ segment, frames })), others };
}

function addTo(sum: number[], series: readonly number[]): void {
  for (let i = 0; i < sum.length; i++) sum[i] += series[i];
}

const total = (series: readonly number[]): number => series.reduce((sum, value) => sum + value, 0);
