/** The same packet passes again and again, each time with a smaller TTL. */

import type { FlowView } from '../../tally/flow-view.ts';
import * as Trouble from '../../tally/trouble-layout.ts';
import { inChain } from '../chain-text.ts';
import { and, hasAddress, toAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft, Fact } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { firstFrames, spanOf, troubleFrames } from '../flow-span.ts';
import { groupBy, sumOf } from '../group-by.ts';
import { loopingFlows } from '../looping-flows.ts';
import { counted, listed } from '../wording.ts';

export const routingLoop: Detector = {
  id: 'routing-loop',
  title: 'Packets circle between routers',
  reference: 'RFC 1812 §5.3.1 (TTL)',
  explain: `The same packet (identification, payload) passes many times within a fraction of a second, its TTL one or two lower each time, until it dies and a router reports "time
exceeded". Two routers point at each other for this destination: typically a default route on one side and a summary or stale pod-CIDR route on the other, with no more specific
route for an address that does not exist. It is told from a switch loop by the falling TTL, and from a capture of several interfaces by the number of passes.`,
  explains: ['ttl-exceeded', 'unanswered-flow'],
  detect: (input) => {
    const { view } = input.flows;
    const byTarget = groupBy(loopingFlows(input), (flow) => `${at(view, flow).context} ${view.address(1)}`);
    return [...byTarget.values()].map((flows) => draft(input, flows));
  },
};

function draft({ observations, flows: { view } }: DetectorInput, flows: readonly number[]): Draft {
  const { context } = at(view, flows[0]);
  const target = view.address(1);
  const sources = [...new Set(flows.map((flow) => at(view, flow).address(0)))];
  const packets = packetsOf(view, flows);
  const repeats = repeatsOf(view, flows);
  return {
    severity: 'error',
    subject: target,
    summary: `${counted(packets, 'packet')} to ${target} passed ${Math.round((repeats + packets) / packets)} times each with falling TTL${inChain(observations, context)}: routers send them back to each other.`,
    count: packets,
    ...spanOf(view, flows),
    confidence: 0.96,
    evidence: evidence(view, flows),
    displayFilter: and(toAddress(target), sources.length === 1 ? hasAddress(sources[0]) : ''),
    alternatives: ['a mirror port that sees the same packet on many links'],
    next: {
      where: 'both routers',
      command: `ip route get ${target}`,
      why: 'each names the other as next hop; one of them needs a more specific route, or a blackhole route for the rest of its prefix',
    },
    endpoints: [target, ...sources.slice(0, 4)],
    context,
  };
}

const packetsOf = (view: FlowView, flows: readonly number[]): number =>
  sumOf(flows, (flow) => at(view, flow).packets(0) + view.packets(1) - view.trouble(Trouble.DuplicatesHere));

const repeatsOf = (view: FlowView, flows: readonly number[]): number =>
  sumOf(flows, (flow) => at(view, flow).trouble(Trouble.DuplicatesHere) + view.trouble(Trouble.DuplicatesElsewhere));

function evidence(view: FlowView, flows: readonly number[]): Fact[] {
  const stations = flows
    .flatMap((flow) => [at(view, flow).source(0), view.destination(0)])
    .filter((station) => station !== null);
  const frames = [...firstFrames(view, flows), ...troubleFrames(view, flows, Trouble.FirstDuplicate)];
  return [
    { fact: 'packets that circle', value: packetsOf(view, flows), unit: 'packets', frames },
    { fact: 'passes of the same packets again', value: repeatsOf(view, flows), unit: 'packets' },
    { fact: 'TTL of the first pass', value: at(view, flows[0]).ttl(0), unit: 'hops' },
    ...(stations.length > 0 ? [{ fact: 'between stations', value: listed([...new Set(stations)]) }] : []),
  ];
}
