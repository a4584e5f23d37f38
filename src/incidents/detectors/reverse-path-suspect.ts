/** Requests that come in by one interface and vanish, while their sender is reached by another. */

import type { FlowView } from '../../tally/flow-view.ts';
import { placeName } from '../../tally/observations.ts';
import * as Trouble from '../../tally/trouble-layout.ts';
import * as PacketType from '../../wire/packet-type.ts';
import { and, fromAddress, or, toAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft, Fact } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { firstFrames, spanOf } from '../flow-span.ts';
import { groupBy, sumOf } from '../group-by.ts';
import { type OwnStations, ownStations } from '../own-stations.ts';
import { type Way, Ways } from '../ways.ts';
import { counted, listed } from '../wording.ts';
import { openRequests } from './unanswered-flow.ts';

/** By what else is known: nothing; the address answers others at this interface; the very port does. */
const CONFIDENCES = [0.5, 0.6, 0.7] as const;

export const reversePathSuspect: Detector = {
  id: 'reverse-path-suspect',
  title: 'Requests vanish at an interface that their sender is not reached by',
  reference:
    'RFC 3704 §2.2; Linux: Documentation/networking/ip-sysctl.rst (rp_filter); k8snetworkplumbingwg/multus-cni#390',
  explain: `Requests to an address of this computer come in by one interface, no answer leaves anywhere, and at the same time the computer and the sender (or its network, when both
are behind routers) talk by another interface. With strict reverse-path filtering (rp_filter=1, the default of many distributions) the kernel drops such packets without a word, because the way
back to their sender is another one. Typical for pods with a second interface (Multus) and a default route by the first.
It is a suspicion: a firewall, a program that does not listen, or a network policy look the same, and the capture cannot see inside the kernel. It is said only of captures of all devices
(tcpdump -i any with a kernel and libpcap that write LINUX_SLL2), where both interfaces are seen; not when the sender is answered at that interface too (silent server), when the
packets are passed on (missing-route), or when answers leave by the other interface (asymmetric-routing). IPv4 only, as Linux has no such switch for IPv6.
The counter TcpExtIPReversePathFilter proves it. Cure: rp_filter=2 on that interface, or source-based routing (the sbr plugin).`,
  // Names no finding as its symptom: a suspicion must not make a certain error milder.
  detect: (input) => {
    const requests = openRequests(input).filter((flow) => isArrival(at(input.flows.view, flow)));
    if (requests.length === 0) return [];
    const ways = new Ways(input, requests);
    const own = ownStations(input.observations);
    const suspects = requests.flatMap((flow) => judge(input, ways, own, flow));
    const same = groupBy(
      suspects,
      ({ flow, back }) =>
        `${at(input.flows.view, flow).context} ${input.flows.view.address(1)} ${input.flows.view.place(0)} ${back.place}`,
    );
    return [...same.values()].map((group) => draft(input, ways, group));
  },
};

/** A request that came in for this computer and was not seen to leave again. */
const isArrival = (view: FlowView): boolean =>
  !view.isIpv6 && view.cookedType(0) === PacketType.ToUs && view.trouble(Trouble.DuplicatesElsewhere) === 0;

interface Suspect {
  flow: number;
  back: Way;
}

/** The request with the other interface, when its address is this computer's and its sender is reached there only. */
function judge(input: DetectorInput, ways: Ways, stations: OwnStations, flow: number): Suspect[] {
  const { observations, flows } = input;
  const { view } = flows;
  const { list } = observations.tallies.places;
  const place = at(view, flow).place(0);
  const back = ways.isLocal(view.address(1)) ? ways.backTo(view) : [];
  // The same device has another place in each of several rotated files.
  if (back.some((way) => list[way.place].interfaceIndex === list[place].interfaceIndex)) return [];
  const own = stations.get(place) ?? new Set<string>();
  const apart = back.find(
    (way) => list[way.place].interface === list[place].interface && way.station !== null && !own.has(way.station),
  );
  return apart === undefined ? [] : [{ flow, back: apart }];
}

function draft(input: DetectorInput, ways: Ways, group: readonly Suspect[]): Draft {
  const { observations, flows } = input;
  const { view } = flows;
  const requests = group.map(({ flow }) => flow);
  const [{ back }] = group;
  const { context } = at(view, requests[0]);
  const target = view.address(1);
  const [into, out] = [placeName(observations, view.place(0)), placeName(observations, back.place)];
  const sources = [...new Set(requests.map((flow) => at(view, flow).address(0)))];
  const packets = sumOf(requests, (flow) => at(view, flow).packets(0));
  const served = ways.servedAt(at(view, requests[0]).place(0), target);
  const isServed = requests.some((flow) => served.has(at(view, flow).port(1)));
  return {
    severity: 'warning',
    subject: `${target} at ${into}`,
    summary: `${counted(packets, 'request')} of ${listed(sources)} to ${target} came in by ${into} and vanished, while this computer and ${back.peer} talk by ${out}: reverse-path filtering may drop them.`,
    count: packets,
    ...spanOf(view, requests),
    confidence: CONFIDENCES[served.size === 0 ? 0 : isServed ? 2 : 1],
    evidence: evidence(input, { requests, back, served: served.size, into, out }),
    displayFilter: and(or(sources.map(fromAddress)), toAddress(target)),
    alternatives: [
      'a firewall or network policy that drops them',
      'a program that does not listen, with its resets or replies suppressed',
      'rules by source address that send the answers back by another table (ip rule)',
    ],
    next: {
      where: 'this computer or pod',
      command: `nstat -az TcpExtIPReversePathFilter; ip route get ${sources[0]} from ${target}`,
      why: 'the counter grows with each packet that the filter drops; the route names the interface that it expects them by',
    },
    endpoints: [target, ...sources.slice(0, 4)],
    context,
  };
}

interface Proof {
  requests: readonly number[];
  back: Way;
  /** Ports that answer others at the same interface. */
  served: number;
  into: string;
  out: string;
}

const evidence = ({ flows: { view } }: DetectorInput, { requests, back, served, into, out }: Proof): Fact[] => [
  {
    fact: `requests in by ${into}`,
    value: sumOf(requests, (flow) => at(view, flow).packets(0)),
    unit: 'packets',
    frames: firstFrames(view, requests),
  },
  { fact: 'answers by any interface', value: 0, unit: 'packets' },
  { fact: `conversations with ${back.peer} by ${out}`, value: back.conversations, unit: 'flows', frames: [back.frame] },
  { fact: `ports of the same address that answer others by ${into}`, value: served, unit: 'ports' },
];
