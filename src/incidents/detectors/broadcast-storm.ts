/** Broadcast and multicast frames crowd out everything else. */
import * as Bucket from '../../tally/bucket-layout.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { percent } from '../wording.ts';

/** Group frames in a second. Switches limit them to some hundreds; a busy segment with hundreds of hosts has a few tens. */
const MIN_PER_SECOND = 200;
/** Their share of all frames in that second: below it the segment is busy, not stormed. */
const MIN_SHARE = 0.5;
/** And this many times the usual second of the capture, when it has enough other seconds to be usual. */
const MIN_OVER_BASELINE = 5;
const MIN_BASELINE_SECONDS = 10;
const NS_PER_SECOND = 1e9;

export const broadcastStorm: Detector = {
  id: 'broadcast-storm',
  title: 'Broadcasts fill the segment',
  reference: 'IEEE 802.1D (loops); field reports: kubevirt/kubevirt#1501',
  explain: `Hundreds of broadcast or multicast frames a second, more than half of all traffic: every station of the segment spends its time on them. Usually the cause is a
loop in the switched network (l2-loop names the frames that come again and again), or one station gone wild (arp-storm). It is told from a busy segment by the share,
and from a segment that is always like that by comparing its busiest second with the usual one.`,
  detect: (input) => {
    const busiest = busiestSecond(input);
    return busiest === null ? [] : [draft(input, busiest)];
  },
};

interface Second {
  startNs: number;
  group: number;
  frames: number;
  usual: number;
  stormy: number;
  lastNs: number;
  /** Broadcast and multicast frames of all stormy seconds. */
  total: number;
}

/** The second with most group frames, when that is a storm. */
function busiestSecond({ observations }: DetectorInput): Second | null {
  const { timeline } = observations.tallies;
  if (timeline.widthNs > NS_PER_SECOND || timeline.buckets === 0) return null;
  const merge = NS_PER_SECOND / timeline.widthNs;
  const broadcast = timeline.lane(Bucket.Broadcast, merge);
  const multicast = timeline.lane(Bucket.Multicast, merge);
  const frames = timeline.lane(Bucket.Frames, merge);
  const group = broadcast.map((count, i) => count + multicast[i]);
  const usual = [...group].sort((a, b) => a - b)[Math.floor(group.length / 2)];
  const floor =
    group.length >= MIN_BASELINE_SECONDS ? Math.max(MIN_PER_SECOND, usual * MIN_OVER_BASELINE) : MIN_PER_SECOND;
  const stormy = group.flatMap((count, i) => (count >= floor && count >= frames[i] * MIN_SHARE ? [i] : []));
  if (stormy.length === 0) return null;
  const top = stormy.reduce((best, i) => (group[i] > group[best] ? i : best));
  const base = Math.floor(timeline.startNs / NS_PER_SECOND) * NS_PER_SECOND;
  return {
    startNs: base + stormy[0] * NS_PER_SECOND,
    lastNs: base + (stormy[stormy.length - 1] + 1) * NS_PER_SECOND,
    group: group[top],
    frames: frames[top],
    usual,
    stormy: stormy.length,
    total: stormy.reduce((sum, i) => sum + group[i], 0),
  };
}

function draft({ observations }: DetectorInput, second: Second): Draft {
  const { startNs, lastNs, group, frames, usual, stormy, total } = second;
  const top = observations.tallies.groupFrames
    .list()
    .sort((a, b) => b.peak - a.peak)
    .slice(0, 3);
  return {
    severity: 'error',
    subject: top.length === 0 ? 'the segment' : top[0].station,
    summary: `Up to ${group} broadcast and multicast frames a second, ${percent(group / frames)} of all frames, in ${stormy} seconds of the capture.`,
    count: total,
    first: startNs,
    last: lastNs,
    confidence: 0.9,
    evidence: [
      { fact: 'most broadcast and multicast frames in one second', value: group, unit: 'frames a second' },
      { fact: 'their share of all frames in that second', value: percent(group / frames) },
      { fact: 'in the usual second of this capture', value: usual, unit: 'frames a second' },
      ...top.map(({ station, peak, firstFrame }) => ({
        fact: `most from ${station}`,
        value: peak,
        unit: 'frames a second',
        frames: [firstFrame],
      })),
    ],
    displayFilter: 'eth.dst.ig == 1',
    alternatives: ['a multicast service such as video, which belongs there', 'a scan of the segment'],
    next: {
      where: 'the switches of the segment',
      command: 'bridge -s link show; cat /sys/class/net/br0/bridge/stp_state',
      why: 'shows the ports with most broadcasts, and whether spanning tree is on',
    },
    endpoints: top.length === 0 ? [] : [top[0].station],
  };
}
