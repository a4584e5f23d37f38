/** Broadcast and multicast frames crowd out everything else. */
import { type Observations, spanNs } from '../../tally/observations.ts';
import type { Detector, Draft } from '../finding.ts';
import { type Storm, stormIn } from '../storms.ts';
import { counted, percent } from '../wording.ts';

export const broadcastStorm: Detector = {
  id: 'broadcast-storm',
  title: 'Broadcasts fill the segment',
  reference: 'IEEE 802.1D (loops); field reports: kubevirt/kubevirt#1501',
  explain: `Hundreds of broadcast or multicast frames a second, more than half of all traffic: every station of the segment spends its time on them. Usually the cause is a
loop in the switched network (l2-loop names the frames that come again and again), or one station gone wild (arp-storm). It is told from a busy segment by the share,
and from a segment that is always like that by comparing its busiest second with the usual one. In captures of more than 10,000 seconds, of which single seconds are not kept, it is told
when the frames of one station's busiest second outnumber all others of 10 seconds (in captures of more than a day: of a minute, and so on), or when group frames do after the first
200 of each second.`,
  detect: ({ observations }) => {
    const storm = stormIn(observations);
    return storm === null ? [] : [draft(observations, storm)];
  },
};

function draft(observations: Observations, storm: Storm): Draft {
  const { seconds, group, share, usual, stretches, total } = storm;
  const top = observations.tallies.groupFrames
    .list()
    .sort((a, b) => b.peak - a.peak)
    .slice(0, 3);
  const [firstNs, lastNs] = spanNs(observations);
  const [most, when] =
    seconds === 1
      ? ['Up to', counted(stretches, 'second')]
      : ['At least', `${counted(stretches, 'period')} of ${seconds} seconds`];
  return {
    severity: 'error',
    subject: top.length === 0 ? 'the segment' : top[0].station,
    summary: `${most} ${group} broadcast and multicast frames a second, ${percent(share)} of all frames, in ${when} of the capture.`,
    count: total,
    first: Math.max(firstNs, storm.startNs),
    last: Math.min(lastNs, storm.lastNs),
    confidence: 0.9,
    evidence: [
      { fact: 'most broadcast and multicast frames in one second', value: group, unit: 'frames a second' },
      {
        fact: `their share of all frames in ${seconds === 1 ? 'that second' : `those ${seconds} seconds`}`,
        value: percent(share),
      },
      {
        fact: 'in the usual second of this capture',
        value: Math.round(usual * 10) / 10,
        unit: 'frames a second',
      },
      ...top.map(({ station, peak, peakFrame }) => ({
        fact: `most from ${station}`,
        value: peak,
        unit: 'frames a second',
        frames: [peakFrame],
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
