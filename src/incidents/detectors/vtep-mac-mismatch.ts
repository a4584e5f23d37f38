/** Encapsulated frames whose inner destination station is not behind the VTEP that they are sent to. */
import { stationText } from '../../tally/address-words.ts';
import type { FlowView } from '../../tally/flow-view.ts';
import * as Trouble from '../../tally/trouble-layout.ts';
import { tunnelName } from '../../tally/tunnel-names.ts';
import { inChain } from '../chain-text.ts';
import { and, fromAddress, toAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft, Fact } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { firstFrames } from '../flow-span.ts';
import { groupBy } from '../group-by.ts';
import { type CarriedPair, networkKey, type VirtualNetwork, virtualNetworks } from '../inner-stations.ts';
import { ACK, SYN, TCP } from '../ip-numbers.ts';
import { counted } from '../wording.ts';
import { openRequests } from './unanswered-flow.ts';

/** A request and its repetitions. */
const MIN_FRAMES = 3;
/** TTLs that hosts begin with: a packet that still has one was switched to its VTEP, not routed, and its destination is a pod's own station. */
const INITIAL_TTLS = [64, 128, 255];
/** Conversations that are named. */
const MAX_SHOWN = 4;

export const vtepMacMismatch: Detector = {
  id: 'vtep-mac-mismatch',
  title: 'Inner frames are addressed to a station that is not behind their VTEP',
  reference: 'RFC 7348 §4; flannel-io/flannel#1155, #1795, #1788, #1330; rancher/rancher#21169',
  explain: `A node encapsulates frames for another node's VTEP, but with an inner destination address that the other node does not have: it drops them without a word, although the outer
packets arrive. flannel and Calico use one address for each VTEP; after a node was made anew, or its tunnel device, the others may keep the old one in their ARP and forwarding entries.
Said when conversations stay unanswered and either the address is known from behind another VTEP only, before the first such frame, or nobody ever sends from it while
the VTEP itself sends from exactly one other address, by which it is otherwise reached (or reaches others in the same way).
Not said of networks that are switched (broadcasts inside, several stations behind a VTEP), where a silent station may be a stopped pod, of virtual addresses that stand for any VTEP (Antrea), and
of stations that moved while they were captured.`,
  explains: ['unanswered-flow', 'syn-retransmission', 'tcp-retransmission', 'tunnel-one-way'],
  detect: (input) => {
    const failing = failingFlows(input);
    if (failing.length === 0) return [];
    const networks = virtualNetworks(input.observations);
    const groups = [...groupBy(failing, ({ key }) => key).values()];
    const found = groups.flatMap((flows) => judge(input, networks, flows));
    if (found.length === 0) return [];
    const wrong = disproved(input, found);
    const strange = withStrangers(input, found);
    return found
      .filter(({ key, context, known }) => !wrong.has(key) && (known || !strange.has(context)))
      .map((mismatch) => draft(input, mismatch));
  },
};

/** One direction of an inner flow that seems not to arrive. */
interface FailingFlow {
  flow: number;
  direction: 0 | 1;
  /** Chain, and inner source and destination station. */
  key: string;
}

interface Mismatch {
  context: number;
  key: string;
  /** True when the station is behind another VTEP, false when it is nobody's. */
  known: boolean;
  flows: number[];
  pair: CarriedPair;
  network: VirtualNetwork;
}

/** Requests that nobody answers, and SYN-ACKs that the opener of the connection never acknowledges while it repeats its SYN. */
function failingFlows(input: DetectorInput): FailingFlow[] {
  const { view, synsResent } = input.flows;
  const isInner = (flow: number): boolean => at(view, flow).isInner;
  const requests = openRequests(input)
    .filter(isInner)
    .map((flow) => ({ flow, direction: 0 as const }));
  const unheard = synsResent
    .filter((flow) => isInner(flow) && isUnheard(view))
    .map((flow) => ({ flow, direction: 1 as const }));
  return [...requests, ...unheard].flatMap(({ flow, direction }) => {
    const key = stationsKey(at(view, flow), direction);
    return key === null ? [] : [{ flow, direction, key }];
  });
}

function isUnheard(view: FlowView): boolean {
  const repeats = view.protocol === TCP && view.trouble(Trouble.SynRetransmissionsA) > 0;
  return repeats && (view.tcpFlags(1) & SYN) !== 0 && (view.tcpFlags(0) & ACK) === 0;
}

/** Null where there are no stations. */
function stationsKey(view: FlowView, direction: 0 | 1): string | null {
  const from = view.source(direction);
  const to = view.destination(direction);
  return from === null || to === null ? null : `${view.context} ${from} ${to}`;
}

function judge(
  { observations, flows: { view } }: DetectorInput,
  networks: ReadonlyMap<string, VirtualNetwork>,
  failing: readonly FailingFlow[],
): Mismatch[] {
  const [{ flow, direction, key }] = failing;
  const { context } = at(view, flow);
  const tunnel = observations.contexts.tunnel(context);
  const network = tunnel === null ? undefined : networks.get(networkKey(tunnelName(tunnel.kind) ?? '', tunnel.id));
  const [pair, ...others] = network?.pairsOf(view.source(direction) ?? '', view.destination(direction) ?? '') ?? [];
  if (network === undefined || pair === undefined || others.length > 0 || pair.frames < MIN_FRAMES) return [];
  const routed = failing.every((one) => !INITIAL_TTLS.includes(at(view, one.flow).ttl(one.direction)));
  const known = isElsewhere(network, pair);
  if (!known && !(routed && isForgotten(network, pair))) return [];
  return [{ context, key, known, flows: failing.map((one) => one.flow), pair, network }];
}

/** Known from behind another VTEP, and from there only, before the first frame was sent to this one. */
const isElsewhere = (network: VirtualNetwork, { to, destination, first }: CarriedPair): boolean =>
  network.knownSince(to) <= first && !network.sendersOf(destination).has(to);

/** Nobody's address, in a network where every VTEP has exactly one: the target has another, by which it is known, or it reaches the sender in this manner. */
function isForgotten(network: VirtualNetwork, { from, to, source, destination }: CarriedPair): boolean {
  const own = network.soleSender(destination);
  if (network.isSwitched || !Number.isNaN(network.knownSince(to)) || network.targetsOf(to).size > 1) return false;
  if (own === null || network.soleSender(source) !== from) return false;
  return network.targetsOf(own).has(destination) || network.pairsOf(own, from).length > 0;
}

/** Keys of those that other flows speak against: requests that are answered, answers that are acknowledged, and an address that the target itself sends to. */
function disproved({ observations, flows: { view } }: DetectorInput, found: readonly Mismatch[]): Set<string> {
  const keys = new Set(found.map(({ key }) => key));
  const own = new Map(
    found.map(({ context, key, pair, network }) => [
      `${context} ${network.soleSender(pair.destination)} ${pair.to}`,
      key,
    ]),
  );
  const contexts = new Set(found.map(({ context }) => context));
  const wrong = new Set<string>();
  for (let flow = 0; flow < observations.tallies.flows.size; flow++) {
    if (!contexts.has(at(view, flow).context)) continue;
    const there = stationsKey(view, 0) ?? '';
    const back = view.packets(1) > 0 ? (stationsKey(view, 1) ?? '') : '';
    for (const sent of [there, back]) if (own.has(sent)) wrong.add(own.get(sent)!);
    if (back === '') continue;
    if (keys.has(there)) wrong.add(there);
    if (keys.has(back) && view.protocol === TCP && (view.tcpFlags(0) & ACK) !== 0) wrong.add(back);
  }
  return wrong;
}

/** Chains behind which stations send that the network does not know of: the tally looks into a sample of what TCP and UDP carry. */
function withStrangers({ observations: { hosts } }: DetectorInput, found: readonly Mismatch[]): Set<number> {
  const networks = new Map(found.map(({ context, network }) => [context, network]));
  const { table, sent } = hosts.stations;
  const strange = new Set<number>();
  for (let row = 0; row < table.size; row++) {
    const network = networks.get(table.keys[row * table.width]);
    if (network === undefined || sent[row] === 0) continue;
    const station = stationText(table.keys[row * table.width + 1], table.keys[row * table.width + 2]);
    if (Number.isNaN(network.knownSince(station))) strange.add(table.keys[row * table.width]);
  }
  return strange;
}

function draft(
  { observations, flows: { view } }: DetectorInput,
  { context, known, pair, network, flows }: Mismatch,
): Draft {
  const { name, source, destination, to, frames, first, last } = pair;
  const inside = flows.slice(0, MAX_SHOWN).flatMap((flow) => [at(view, flow).address(0), view.address(1)]);
  return {
    severity: 'error',
    subject: `${source} → ${destination}: ${to}`,
    summary: `At least ${counted(frames, 'frame')} for ${to} went to the VTEP ${destination}${inChain(observations, context)}, which ${
      known ? 'is not where that station is' : `sends from ${network.soleSender(destination)} only`
    }; nothing was answered.`,
    count: frames,
    first,
    last,
    confidence: known ? 0.75 : 0.85,
    evidence: evidence(view, network, pair, flows),
    displayFilter: and(fromAddress(source), toAddress(destination), `eth.dst == ${to}`),
    alternatives: known
      ? ['a gateway address that several VTEPs share', 'a station that moved to this VTEP and has been silent since']
      : ['a policy that drops the conversations, and a VTEP that receives by another address than it sends from'],
    next: {
      where: `the node ${source}`,
      command: `ip neigh show | grep -i ${to}; bridge fdb show | grep -i ${to}`,
      why: `shows the stale entry; compare with ip -d link show type ${name} on the node ${destination}, and restart the CNI’s agent to renew it`,
    },
    endpoints: [source, destination, ...new Set(inside)],
    context,
  };
}

function evidence(view: FlowView, network: VirtualNetwork, pair: CarriedPair, flows: readonly number[]): Fact[] {
  const { destination, to, frames, firstFrame, lastFrame } = pair;
  return [
    {
      fact: `frames for ${to} to ${destination}, of those looked at`,
      value: frames,
      unit: 'frames',
      frames: [firstFrame, lastFrame],
    },
    { fact: `frames from ${to} behind ${destination}`, value: 0, unit: 'frames' },
    {
      fact: `stations behind ${destination}`,
      value: [...network.sendersOf(destination)].slice(0, MAX_SHOWN).join(', '),
    },
    {
      fact: 'conversations of these stations without an answer',
      value: flows.length,
      unit: 'flows',
      frames: firstFrames(view, flows),
    },
  ];
}
