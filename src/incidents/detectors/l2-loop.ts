/** The same frame comes again and again, unchanged. */
import type { GroupSender } from '../../tally/group-frames.ts';
import { circlingSenders } from '../circling-senders.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { sumOf } from '../group-by.ts';
import { atPlace } from '../place-text.ts';
import { groupFramesFrom } from '../station-filter.ts';
import { listed } from '../wording.ts';

export const l2Loop: Detector = {
  id: 'l2-loop',
  title: 'Frames circle in the switched network',
  reference: 'IEEE 802.1D §1; kubevirt/kubevirt#1501',
  explain: `The very same broadcast or multicast frame, equal in every byte, passes many times, each within 50 ms of the one before: Ethernet has no hop count, so a ring of
bridges without spanning tree carries it round and round. A frame that the capture cut counts only with an IPv4 identification or a whole checksum: without either, the headers of a
sender's datagrams are all the same. Typical: two interfaces of one node in one bridge and both on the same LAN, a bond configured on one
side only, two bridges joined twice. Copies by a mirror port or a reflecting switch (VEPA) come once or twice, not in long series; repeated announcements come a second apart;
a routing loop lowers the TTL each time.`,
  explains: ['broadcast-storm', 'arp-storm', 'mac-flapping'],
  detect: (input) => {
    const circling = circlingSenders(input.observations);
    return circling.length === 0 ? [] : [draft(input, circling)];
  },
};

function draft({ observations }: DetectorInput, senders: readonly GroupSender[]): Draft {
  const ranked = [...senders].sort((a, b) => b.longestSeries - a.longestSeries);
  const [worst] = ranked;
  const stations = [...new Set(ranked.map(({ station }) => station))];
  return {
    severity: 'critical',
    subject: listed(stations),
    summary: `One frame of ${worst.station} passed ${worst.longestSeries} times unchanged${atPlace(observations, worst.place)}: there is a loop in the switched network.`,
    count: sumOf(senders, ({ repeats }) => repeats),
    first: worst.first,
    last: worst.last,
    confidence: 0.95,
    evidence: ranked.slice(0, 4).map(({ station, longestSeries, firstRepeatFrame }) => ({
      fact: `most passes of one frame of ${station}`,
      value: longestSeries,
      unit: 'passes',
      frames: [firstRepeatFrame],
    })),
    displayFilter: groupFramesFrom(observations, ranked),
    alternatives: ['a program that sends equal datagrams many times a second'],
    next: {
      where: 'the nodes and switches of the segment',
      command: 'bridge link show; ip -br link',
      why: 'look for a bridge with two ports in the same LAN, and turn spanning tree on',
    },
    endpoints: stations,
  };
}
