/** One station asks far too much. */
import type { GroupSender } from '../../tally/group-frames.ts';
import { and } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { atPlace } from '../place-text.ts';
import { fromStation } from '../station-filter.ts';
import { percent } from '../wording.ts';

export const arpStorm: Detector = {
  id: 'arp-storm',
  title: 'A station floods its segment with ARP requests',
  reference: 'RFC 826; RFC 1122 §2.3.2.1 (at most one request a second for each destination)',
  explain: `One station sends hundreds of ARP requests a second. Every one is a broadcast that each pod and host of the segment must look at. Causes: a scan, a program
that walks through a subnet, a router with a large directly connected network under attack, a full neighbour table (gc_thresh3), or a loop (then l2-loop is found too).
It is told from the burst of a node's start by its rate: a start asks for some tens of addresses, not hundreds a second.`,
  explains: ['broadcast-storm', 'arp-unanswered'],
  // ARP_STORM of them in a second: a host that starts asks for a few neighbours; the busiest healthy station of the lab sends 40, a router after a restart some tens.
  detect: (input) => input.observations.tallies.groupFrames.storming().map((sender) => draft(input, sender)),
};

function draft({ observations }: DetectorInput, sender: GroupSender): Draft {
  const { place, station, frames, repeats, arp, arpPeak, arpPeakNs } = sender;
  const { stormFirst, stormLast, stormFirstFrame, stormLastFrame } = sender;
  return {
    severity: 'error',
    subject: station,
    summary: `${station} sent up to ${arpPeak} ARP requests a second${atPlace(observations, place)}, ${arp} in all.`,
    count: arp,
    first: stormFirst,
    last: stormLast,
    confidence: 0.95,
    evidence: [
      {
        fact: 'most ARP requests in one second',
        value: arpPeak,
        unit: 'packets a second',
        frames: [stormFirstFrame, stormLastFrame],
      },
      { fact: 'ARP requests', value: arp, unit: 'packets' },
      { fact: 'of its frames, unchanged repetitions', value: percent(repeats / frames) },
      {
        fact: 'busiest second began, since the storm did',
        value: Math.max(0, Math.round((arpPeakNs - stormFirst) / 1e9)),
        unit: 'seconds',
      },
    ],
    displayFilter: and('arp.opcode == 1', fromStation(observations, sender)),
    alternatives: ['a scan that was meant', 'a loop that multiplies one request (l2-loop)'],
    next: {
      where: `the host with ${station}`,
      command: 'ip -s neigh show; sysctl net.ipv4.neigh.default.gc_thresh3',
      why: 'shows whom it asks for, and whether its neighbour table is full',
    },
    endpoints: [station],
  };
}
