/** The flow table as the report lists it. */

import { busiest } from '../../base/busiest.ts';
import { type Names, NO_NAMES } from '../../declared/names.ts';
import * as Seen from '../../tally/flow-seen.ts';
import { type Direction, FlowView } from '../../tally/flow-view.ts';
import { codeOf, isOneWay } from '../../tally/icmp-ports.ts';
import { type Observations, timeText } from '../../tally/observations.ts';
import * as Trouble from '../../tally/trouble-layout.ts';
import { hasPorts } from '../../wire/ip.ts';
import * as IpNumber from '../../wire/ip-number.ts';
import type { Analysis, Flow, FlowEnd } from '../analysis.ts';
import { communityId, type Digest } from './community-id.ts';
import { flowContext, flowId, ipProtocolName, protocolOf } from './flow-names.ts';
import { tcpState } from './tcp-state.ts';

const NS_PER_MS = 1e6;

export interface FlowOptions {
  digest: Digest;
  names: Names;
}

/** Totals over all flows, and the `top` largest by bytes, ties in order of appearance. */
export function buildFlows(observations: Observations, options: FlowOptions & { top: number }): Analysis['flows'] {
  const { flows, survey } = observations.tallies;
  const { folded } = flows;
  const counts = folded.byProtocol.map(
    (count, protocol) => count + survey.byProtocol[protocol] - survey.portlessByProtocol[protocol],
  );
  return {
    total: counts.reduce((sum, count) => sum + count, 0),
    duplicates: flows.duplicatesElsewhere,
    portless: folded.portless + survey.portlessPackets,
    byProtocol: byName(counts),
    top: [...listLargest(observations, options)],
  };
}

/** The `top` largest flows of the report, made as they are asked for. */
export function* listLargest(observations: Observations, options: FlowOptions & { top: number }): Generator<Flow> {
  if (options.top === 0) return;
  const view = new FlowView(observations.tallies.flows);
  const { flows, survey } = observations.tallies;
  for (const flow of busiest(flows.size, (flow) => survey.weightOf(flow), options.top)) {
    yield buildFlow(observations, at(view, flow), options);
  }
}

/** How many flows `listFlows` gives. */
export function countFlows({ tallies: { flows, survey } }: Observations): number {
  return flows.size - survey.portlessByProtocol.reduce((sum, count) => sum + count, 0);
}

/** Every flow in order of its first packet, made as it is asked for. */
export function* listFlows(observations: Observations, digest: Digest): Generator<Flow> {
  const { flows } = observations.tallies;
  const view = new FlowView(flows);
  for (let flow = 0; flow < flows.size; flow++) {
    view.flow = flow;
    if (!view.isPortless) yield buildFlow(observations, view, { digest, names: NO_NAMES });
  }
}

const at = (view: FlowView, flow: number): FlowView => {
  view.flow = flow;
  return view;
};

/** Flows by protocol name, from counts by number. */
function byName(counts: Float64Array): Record<string, number> {
  const sums: Record<string, number> = {};
  counts.forEach((count, protocol) => {
    const name = ipProtocolName(protocol);
    if (count > 0) sums[name] = (sums[name] ?? 0) + count;
  });
  return sums;
}

/** The side that sent a SYN is a; without one, the sender of the first packet. */
function buildFlow(observations: Observations, view: FlowView, { digest, names }: FlowOptions): Flow {
  const turned = view.has(Seen.SynA, 1) && !view.has(Seen.SynA, 0);
  const a: Direction = turned ? 1 : 0;
  const b: Direction = turned ? 0 : 1;
  const proto = protocolOf(view);
  const { tunnel, vlan, chain } = flowContext(observations.contexts, view);
  return {
    id: flowId(observations.contexts, view),
    communityId: communityId(view, observations.tallies.flows.ipv6, digest),
    layer: view.isInner ? 'inner' : 'outer',
    tunnel,
    vlan,
    chain,
    proto,
    icmp: icmpOf(view),
    a: end(view, a, names),
    b: end(view, b, names),
    packetsAB: view.packets(a),
    packetsBA: view.packets(b),
    bytesAB: view.bytes(a),
    bytesBA: view.bytes(b),
    first: timeText(observations, view.first),
    last: timeText(observations, view.last),
    tcp: proto === 'tcp' ? tcpOf(view, a, b) : null,
  };
}

/** An end's own station: the source of what it sent, else the destination of what was sent to it. */
const end = (view: FlowView, side: Direction, names: Names): FlowEnd => ({
  ...named(view.address(side), names),
  port: hasPorts(view.protocol) ? view.port(side) : null,
  mac: view.packets(side) > 0 ? view.source(side) : view.destination(side === 0 ? 1 : 0),
});

const named = (ip: string, names: Names): Pick<FlowEnd, 'ip' | 'name'> => ({ ip, name: names.ofIp(ip) });

function icmpOf(view: FlowView): Flow['icmp'] {
  if (view.protocol !== IpNumber.Icmp && view.protocol !== IpNumber.Icmpv6) return null;
  const type = view.port(0);
  return { type, code: isOneWay(view.protocol, type) ? codeOf(view.port(1)) : 0 };
}

function tcpOf(view: FlowView, a: Direction, b: Direction): Flow['tcp'] {
  const both = (counter: number): number => view.trouble(counter, 0) + view.trouble(counter, 1);
  const rtt = (view.synAckTime - view.synTime) / NS_PER_MS;
  return {
    handshakeRttMs: rtt >= 0 ? rtt : null,
    retransmissions: both(Trouble.RetransmissionsA) + both(Trouble.SynRetransmissionsA),
    outOfOrder: both(Trouble.OutOfOrderA),
    resets: both(Trouble.ResetsA),
    zeroWindow: both(Trouble.ZeroWindowA),
    mss: { a: view.mss(a) || null, b: view.mss(b) || null },
    state: tcpState(view, a),
  };
}
