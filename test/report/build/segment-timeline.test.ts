import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Analysis } from '../../../src/report/analysis.ts';
import { segmentTimeline } from '../../../src/report/build/segment-timeline.ts';
import { Timeline } from '../../../src/tally/timeline.ts';

const SAMPLES = readdirSync('samples').filter((name) => name.endsWith('.json'));
const MS = 1e6;

/** A lane for each entry: so many frames, all in the second of three buckets. */
function counted(frames: readonly number[]): Timeline {
  const timeline = new Timeline();
  timeline.moveTo(0);
  timeline.moveTo(2 * MS);
  timeline.moveTo(MS);
  for (const [place, count] of frames.entries()) timeline.addToLane(place, 0, count);
  return timeline;
}
const ownOf = (_: number, place: number): number => place;

it.each(SAMPLES)('adds up to all packets of %s, bucket by bucket', (name) => {
  const { l2, segments }: Analysis = JSON.parse(readFileSync(`samples/${name}`, 'utf8'));
  const { timeline } = l2;
  expect(timeline.segments.length > 0).toBe(segments.length > 1);
  if (timeline.segments.length === 0) return expect(timeline.others).toEqual([]);
  const sums = timeline.frames.map((_, i) =>
    timeline.segments.reduce((sum, { frames }) => sum + frames[i], timeline.others[i]),
  );
  expect(sums).toEqual(timeline.frames);
});

it('lists the eight largest segments and adds up the rest', () => {
  const { segments, others } = segmentTimeline(counted([1, 9, 8, 7, 6, 5, 4, 3, 2, 10]), 10, ownOf, 1);
  expect(segments.map(({ segment }) => segment)).toEqual([9, 1, 2, 3, 4, 5, 6, 7]);
  expect(segments[0].frames).toEqual([0, 10, 0]);
  expect(others).toEqual([0, 3, 0]);
});

it('adds lanes of one segment up, and those of none to the others', () => {
  const { segments, others } = segmentTimeline(counted([1, 2, 4]), 2, (_, place) => (place < 2 ? 1 : -1), 3);
  expect(segments).toEqual([{ segment: 1, frames: [3] }]);
  expect(others).toEqual([4]);
});

it('says nothing of a single segment', () => {
  expect(segmentTimeline(counted([1]), 1, ownOf, 1)).toEqual({ segments: [], others: [] });
});
