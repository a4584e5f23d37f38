/** The same packets twice at one place. */
import type { FlowView } from '../../tally/flow-view.ts';
import * as Trouble from '../../tally/trouble-layout.ts';
import * as IpNumber from '../../wire/ip-number.ts';
import { and, hasAddress, or } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { sumOf } from '../group-by.ts';
import { passesOf } from '../passes.ts';
import { percent } from '../wording.ts';

/** Of the packets in flows: a mirror that sees frames in and out doubles a large part, stray copies are few. */
const MIN_SHARE = 0.05;
const MIN_PACKETS = 10;

export const duplicatePackets: Detector = {
  id: 'duplicate-packets',
  title: 'Packets were recorded twice',
  reference: 'editcap(1) -d; switch port mirroring (both directions of several ports)',
  explain: `The very same packet (identification, sequence number, payload) is in the capture twice within moments, at one place: a mirror port that copies frames both when they come
in and when they leave, a reflecting switch (VEPA), or a bridge and its port captured as one. Rates and byte counts of these flows are too high; retransmissions are not, as copies
are told apart from them. In captures of several interfaces each packet passes several times by nature, which is counted apart and not reported; nor is a packet that a router sent
back on the same wire, with a smaller TTL, or one that circles (routing-loop, l2-loop).`,
  detect: (input) => {
    const { tallies, kept } = input.observations;
    const all = sumOf(Array.from(kept.frames), (count) => count);
    const least = Math.max(MIN_PACKETS, all * MIN_SHARE);
    // Most captures have fewer, whatever they are.
    if (tallies.flows.duplicatesHere < least) return [];
    const passes = passesOf(input);
    const copies = tallies.flows.duplicatesHere - sumOf([...passes.values()], (count) => count);
    return copies >= least ? [draft(input, copies, all, passes)] : [];
  },
};

function draft(
  { flows: { view, troubled } }: DetectorInput,
  count: number,
  all: number,
  passes: ReadonlyMap<number, number>,
): Draft {
  const doubled = troubled.filter((flow) => at(view, flow).trouble(Trouble.DuplicatesHere) > (passes.get(flow) ?? 0));
  return {
    severity: 'info',
    subject: 'the capture',
    summary: `${count} packets (${percent(count / all)}) are copies of a packet a moment before: this capture point sees them twice.`,
    count,
    first: Number.NaN,
    last: Number.NaN,
    confidence: 0.9,
    evidence: [
      {
        fact: 'copies at the same place',
        value: count,
        unit: 'packets',
        frames: doubled.slice(0, 5).map((flow) => at(view, flow).troubleDouble(Trouble.FirstDuplicate)),
      },
      { fact: 'flows concerned', value: doubled.length, unit: 'flows' },
    ],
    displayFilter: copiesIn(view, doubled),
    alternatives: ['a reflecting switch (VEPA) or a bridge port, where each frame really passes twice'],
    next: {
      where: 'where the capture was taken',
      command: 'editcap -d in.pcap out.pcap',
      why: 'removes copies that are equal byte for byte; a mirror of one direction avoids all of them',
    },
    endpoints: ['capture'],
  };
}

/** Wireshark tells copies of TCP segments only; of others the filter shows all that the first few pairs of hosts say. */
function copiesIn(view: FlowView, flows: readonly number[]): string {
  const others = flows.filter((flow) => at(view, flow).protocol !== IpNumber.Tcp);
  return or([...(others.length < flows.length ? [TCP_COPIES] : []), ...others.map((flow) => pairOf(at(view, flow)))]);
}

const TCP_COPIES = 'tcp.analysis.duplicate_ack || tcp.analysis.retransmission';

/** Not the ports: those of tunnels and resolvers change from flow to flow. */
function pairOf(view: FlowView): string {
  const [one, other] = [view.address(0), view.address(1)].sort();
  return `(${and(hasAddress(one), hasAddress(other), PROTOCOLS.get(view.protocol) ?? '')})`;
}

const PROTOCOLS: ReadonlyMap<number, string> = new Map([
  [IpNumber.Udp, 'udp'],
  [IpNumber.Icmp, 'icmp'],
  [IpNumber.Icmpv6, 'icmpv6'],
]);
