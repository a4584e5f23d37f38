/** Seconds that are full of broadcast and multicast frames. */
import * as Bucket from '../tally/bucket-layout.ts';
import type { Observations } from '../tally/observations.ts';
import type { Timeline } from '../tally/timeline.ts';
import { sumOf } from './group-by.ts';

/** Group frames in a second. Switches limit them to some hundreds; a busy segment with hundreds of hosts has a few tens. */
const MIN_PER_SECOND = 200;
/** Their share of all frames in that second: below it the segment is busy, not stormed. */
const MIN_SHARE = 0.5;
/** And this many times the usual second of the capture, when it has enough other seconds to be usual. */
const MIN_OVER_BASELINE = 5;
const MIN_BASELINE = 10;
const NS_PER_SECOND = 1e9;

/** Stretches of time full of group frames: seconds, or the buckets of the timeline when these are longer. */
export interface Storm {
  seconds: number;
  startNs: number;
  lastNs: number;
  /** Most group frames in one second, and what they were of all frames of that stretch. */
  group: number;
  share: number;
  /** Group frames a second as usual. */
  usual: number;
  stretches: number;
  /** Broadcast and multicast frames of all these stretches. */
  total: number;
}

/** What there is of such seconds; null without any. */
export function stormIn(observations: Observations): Storm | null {
  return observations.tallies.timeline.widthNs > NS_PER_SECOND ? longStorm(observations) : shortStorm(observations);
}

/** Frames of each stretch of time. */
interface Lanes {
  seconds: number;
  baseNs: number;
  group: number[];
  frames: number[];
}

/** Of a capture whose timeline knows every second. */
function shortStorm({ tallies: { timeline } }: Observations): Storm | null {
  const lanes = lanesOf(timeline, NS_PER_SECOND / timeline.widthNs);
  const { group, frames } = lanes;
  const floor = floorOf(group, usualOf(group));
  const stormy = group.flatMap((count, i) => (count >= floor && count >= frames[i] * MIN_SHARE ? [i] : []));
  return stormOf(lanes, stormy, group);
}

/**
 * Of a longer capture. The timeline has only stretches of many seconds, and of each station its busiest second is known. Either proves a second that is a storm: a
 * station's frames, when they are enough and no fewer than all others but group frames of that stretch; or more group frames than others, after as many as make no
 * storm are taken off for every second.
 */
function longStorm({ tallies: { timeline, groupFrames } }: Observations): Storm | null {
  const lanes = lanesOf(timeline, 1);
  const { seconds, baseNs, group, frames } = lanes;
  const floor = floorOf(group, usualOf(group) / seconds);
  const peaks = group.map((count) => Math.ceil(count / seconds));
  const alone = group.map(() => 0);
  for (const { peak, peakNs } of groupFrames.list()) {
    const i = Math.floor((peakNs - baseNs) / (seconds * NS_PER_SECOND));
    if (!(i >= 0 && i < group.length)) continue;
    alone[i] = Math.max(alone[i], peak);
    peaks[i] = Math.max(peaks[i], peak);
  }
  const isStormy = (i: number): boolean => {
    const others = frames[i] - group[i];
    return (alone[i] >= floor && alone[i] >= others) || group[i] - floor * seconds > others;
  };
  return stormOf(
    lanes,
    group.flatMap((_, i) => (isStormy(i) ? [i] : [])),
    peaks,
  );
}

function lanesOf(timeline: Timeline, merge: number): Lanes {
  const broadcast = timeline.lane(Bucket.Broadcast, merge);
  const multicast = timeline.lane(Bucket.Multicast, merge);
  const widthNs = timeline.widthNs * merge;
  return {
    seconds: widthNs / NS_PER_SECOND,
    baseNs: Math.floor(timeline.startNs / widthNs) * widthNs,
    group: broadcast.map((count, i) => count + multicast[i]),
    frames: timeline.lane(Bucket.Frames, merge),
  };
}

const usualOf = (group: readonly number[]): number => [...group].sort((a, b) => a - b)[Math.floor(group.length / 2)];

const floorOf = (group: readonly number[], usual: number): number =>
  group.length >= MIN_BASELINE ? Math.max(MIN_PER_SECOND, usual * MIN_OVER_BASELINE) : MIN_PER_SECOND;

/** The stormy stretches as one storm; `peaks` are the most group frames in one second of each. */
function stormOf({ seconds, baseNs, group, frames }: Lanes, stormy: number[], peaks: readonly number[]): Storm | null {
  if (stormy.length === 0) return null;
  const top = stormy.reduce((best, i) => (peaks[i] > peaks[best] ? i : best));
  const startOf = (i: number): number => baseNs + i * seconds * NS_PER_SECOND;
  return {
    seconds,
    startNs: startOf(stormy[0]),
    lastNs: startOf(stormy[stormy.length - 1] + 1),
    group: peaks[top],
    share: group[top] / frames[top],
    usual: usualOf(group) / seconds,
    stretches: stormy.length,
    total: sumOf(stormy, (i) => group[i]),
  };
}
