/** The answer takes another interface than the question. */

import * as Entry from '../../tally/flow-entry-layout.ts';
import type { FlowView } from '../../tally/flow-view.ts';
import { placeName } from '../../tally/observations.ts';
import * as PacketType from '../../wire/packet-type.ts';
import { withoutAnswers } from '../answered-elsewhere.ts';
import { inChain } from '../chain-text.ts';
import { and, hasAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft, Fact } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { firstFrames, spanOf } from '../flow-span.ts';
import { groupBy, sumOf } from '../group-by.ts';
import { type OwnStations, ownStations, sendsAt } from '../own-stations.ts';
import { counted, listed } from '../wording.ts';

/** SYN, ACK and data of one side: a conversation, not a stray packet. */
const MIN_PACKETS = 3;

export const asymmetricRouting: Detector = {
  id: 'asymmetric-routing',
  title: 'Answers take another way than questions',
  reference: 'RFC 3704; k8snetworkplumbingwg/multus-cni#664, #847; k8snetworkplumbingwg: sbr plugin',
  explain: `Packets to an address come in by one interface, and its answers leave by another: a pod with two interfaces whose default route points to eth0 answers there what came in
by net1. It works until a firewall, conntrack, rp_filter or a cloud's source check on the other path drops the answers. In a capture of all devices both halves are seen, on
different interfaces with different station addresses; at the one interface only the incoming half is seen although the station is alive there (it answers ARP).
A bridge, VLAN or tunnel of the same node is no second way: it has the station address of its port. Source-based routing (the sbr plugin) cures it.`,
  explains: ['one-direction-only'],
  detect: (input) => {
    const own = ownStations(input.observations);
    const { view } = input.flows;
    const half = withoutAnswers(
      input,
      input.flows.halfOpened.filter((flow) => isAnsweredElsewhere(input, at(view, flow))),
    );
    const split = own.size === 0 ? [] : splitFlows(input, own);
    return [
      ...group(input, half).map((flows) => draft(input, flows, false)),
      ...group(input, split).map((flows) => draft(input, flows, true)),
    ];
  },
};

const group = ({ flows: { view } }: DetectorInput, flows: readonly number[]): number[][] => [
  ...groupBy(flows, (flow) => `${at(view, flow).context} ${view.address(1)}`).values(),
];

/** Only what goes to the server is seen, although its station sends other frames at this very place. */
function isAnsweredElsewhere({ observations }: DetectorInput, view: FlowView): boolean {
  if (view.packets(0) < MIN_PACKETS || view.sameStations(0)) return false;
  const { words } = observations.tallies.flows;
  const stations = view.flow * Entry.WORDS + Entry.StationsA;
  const high = words[stations] >>> 16;
  const low = (words[stations] << 16) | (words[stations + 1] >>> 16);
  return (high !== 0 || low !== 0) && sendsAt(observations, view.context, high, low);
}

/** Flows of this computer that come in by one device and go out by another with a station address of its own. */
function splitFlows({ observations, flows: { view } }: DetectorInput, own: OwnStations): number[] {
  const split: number[] = [];
  for (let flow = 0; flow < observations.tallies.flows.size; flow++) {
    at(view, flow);
    if (view.packets(0) > 0 && view.packets(1) > 0 && isSplit(view, own)) split.push(flow);
  }
  return split;
}

function isSplit(view: FlowView, own: OwnStations): boolean {
  const types = [view.cookedType(0), view.cookedType(1)];
  const leaves = types.indexOf(PacketType.FromUs);
  if (leaves < 0 || types[1 - leaves] !== PacketType.ToUs || view.place(0) === view.place(1)) return false;
  const arrived = own.get(view.place(leaves === 0 ? 1 : 0));
  const sender = view.source(leaves === 0 ? 0 : 1);
  return arrived !== undefined && sender !== null && !arrived.has(sender);
}

function draft({ observations, flows: { view } }: DetectorInput, flows: readonly number[], both: boolean): Draft {
  const { context } = at(view, flows[0]);
  const server = view.address(1);
  const clients = [...new Set(flows.map((flow) => at(view, flow).address(0)))];
  const places = both
    ? [placeName(observations, at(view, flows[0]).place(0)), placeName(observations, view.place(1))]
    : [];
  const how = both
    ? `by ${places[0]} and their answers leave by ${places[1]}`
    : 'here, but its answers do not pass here';
  return {
    severity: 'warning',
    subject: server,
    summary: `Packets of ${listed(clients)} to ${server} pass ${how}${inChain(observations, context)}.`,
    count: flows.length,
    ...spanOf(view, flows),
    confidence: both ? 0.95 : 0.8,
    evidence: both ? bothHalves(view, flows, places) : oneHalf(view, flows),
    displayFilter: and(hasAddress(server), clients.length === 1 ? hasAddress(clients[0]) : ''),
    alternatives: both
      ? ['a bond, or equal-cost routes on purpose']
      : ['the capture point sees one direction only (a mirror of received frames)'],
    next: {
      where: `the pod or host of ${server}`,
      command: `ip rule; ip route get ${clients[0]} from ${server}`,
      why: 'shows the interface that answers take; the sbr plugin or a rule for this source address brings them back',
    },
    endpoints: [server, ...clients.slice(0, 4)],
    context,
  };
}

const oneHalf = (view: FlowView, flows: readonly number[]): Fact[] => [
  {
    fact: 'connections of which only the way in is seen',
    value: flows.length,
    unit: 'flows',
    frames: firstFrames(view, flows),
  },
  { fact: 'packets in', value: sumOf(flows, (flow) => at(view, flow).packets(0)), unit: 'packets' },
  { fact: 'packets out', value: 0, unit: 'packets' },
  { fact: 'other frames of the answering station are seen here', value: at(view, flows[0]).destination(0) ?? '' },
];

const bothHalves = (view: FlowView, flows: readonly number[], places: readonly string[]): Fact[] => [
  {
    fact: `${counted(flows.length, 'flow')} in by`,
    value: places[0],
    frames: firstFrames(view, flows),
  },
  { fact: 'out by', value: places[1], frames: flows.slice(0, 5).map((flow) => at(view, flow).firstFrameB) },
  { fact: 'station that answers', value: at(view, flows[0]).source(1) ?? '' },
];
