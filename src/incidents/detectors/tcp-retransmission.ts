/** TCP data that had to be sent again, by pair of hosts. */
import { KeyTable } from '../../base/key-table.ts';
import type { FlowView } from '../../tally/flow-view.ts';
import * as Trouble from '../../tally/trouble-layout.ts';
import { inChain } from '../chain-text.ts';
import { and, hasAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { earliest, groupBy, latest, sumOf } from '../group-by.ts';
import { counted, percent } from '../wording.ts';

/** Fewer than this is one lost packet and its consequences. */
const MIN_RETRANSMISSIONS = 3;
/** Share of the packets between two hosts from which on throughput suffers (Mathis et al. 1997: half the rate at 1 % and 10 ms). */
const MIN_RATIO = 0.005;
/** Pairs of hosts listed one by one; where there are more, loss is nobody's own and the others are one finding. */
const MAX_PAIRS = 5;
/** Wireshark takes a segment that fills a gap soon after it was noticed for one that was overtaken. */
const SENT_AGAIN = '(tcp.analysis.retransmission || tcp.analysis.out_of_order)';
/** Chain with IP version, and two addresses. */
const PAIR_WORDS = 3;

export const tcpRetransmission: Detector = {
  id: 'tcp-retransmission',
  title: 'TCP data is sent again',
  reference: 'RFC 6298; RFC 9293 §3.8.1; Mathis et al. 1997',
  explain: `Segments between two hosts are sent more than once, so packets (or their acknowledgments) are lost on the way, or come too late. A few in a thousand are normal on long
paths; inside a cluster there should be none. Look where it begins: a duplex or cable fault, an overloaded node (drops in ethtool -S), a policer, a full conntrack table, or
an MTU that is too large (mtu-blackhole: only large segments repeat).
Copies of a segment that a capture of several interfaces holds are not counted, nor are keep-alives and packets that merely overtook each other.`,
  detect: (input) => {
    const { view, resent } = input.flows;
    const worstFirst = lossyPairs(view, resent);
    const [listed, rest] = [worstFirst.slice(0, MAX_PAIRS), worstFirst.slice(MAX_PAIRS)];
    const single = (rest.length > 1 ? listed : worstFirst).map((flows) => draft(input, flows));
    return rest.length > 1 ? [...single, draftOfRest(input, rest)] : single;
  },
};

const again = (view: FlowView): number =>
  view.trouble(Trouble.RetransmissionsA, 0) + view.trouble(Trouble.RetransmissionsA, 1);

/** Flows of each pair of hosts that loses much, by chain, worst first: sums before lists, as there may be as many pairs as flows. */
function lossyPairs(view: FlowView, flows: readonly number[]): number[][] {
  const pairs = new KeyTable(PAIR_WORDS);
  const key = new Int32Array(PAIR_WORDS);
  const [segments, packets] = [new Float64Array(flows.length), new Float64Array(flows.length)];
  const rows = flows.map((flow) => {
    const row = pairs.rowOf(writePair(key, at(view, flow)), 0);
    segments[row] += again(view);
    packets[row] += view.packets(0) + view.packets(1);
    return { flow, row };
  });
  const lossy = rows.filter(
    ({ row }) => segments[row] >= MIN_RETRANSMISSIONS && segments[row] >= packets[row] * MIN_RATIO,
  );
  const worstFirst = [...groupBy(lossy, ({ row }) => row)].sort(([one], [other]) => segments[other] - segments[one]);
  return worstFirst.map(([, pair]) => pair.map(({ flow }) => flow));
}

function writePair(key: Int32Array, view: FlowView): Int32Array {
  const [one, other] = [view.addressWord(0), view.addressWord(1)];
  key[0] = view.context * 2 + Number(view.isIpv6);
  key[1] = Math.min(one, other);
  key[2] = Math.max(one, other);
  return key;
}

const segmentsAgain = (view: FlowView, flows: readonly number[]): number =>
  sumOf(flows, (flow) => again(at(view, flow)));

const packetsOf = (view: FlowView, flows: readonly number[]): number =>
  sumOf(flows, (flow) => at(view, flow).packets(0) + view.packets(1));

function draft({ observations, flows: { view } }: DetectorInput, flows: readonly number[]): Draft {
  const count = segmentsAgain(view, flows);
  const packets = packetsOf(view, flows);
  const reordered = sumOf(
    flows,
    (flow) => at(view, flow).trouble(Trouble.OutOfOrderA, 0) + view.trouble(Trouble.OutOfOrderA, 1),
  );
  const worst = worstOf(view, flows);
  const { context } = at(view, worst);
  const [a, b] = [view.address(0), view.address(1)];
  const frames = [view.troubleDouble(Trouble.FirstRetransmission), view.troubleDouble(Trouble.LastRetransmission)];
  const largest = Math.max(
    view.trouble(Trouble.LargestRetransmittedA, 0),
    view.trouble(Trouble.LargestRetransmittedA, 1),
  );
  return {
    severity: 'warning',
    subject: `${a} ↔ ${b}`,
    summary: `${counted(count, 'segment')} between ${a} and ${b} were sent again${inChain(observations, context)}: ${percent(count / packets)} of their packets.`,
    count,
    ...timesAgain(view, flows),
    confidence: 0.95,
    evidence: [
      { fact: 'segments sent again', value: count, unit: 'segments', frames },
      { fact: 'share of the packets of these flows', value: percent(count / packets) },
      { fact: 'flows concerned', value: flows.length, unit: 'flows' },
      { fact: 'largest segment sent again', value: largest, unit: 'bytes' },
      { fact: 'out of order, not counted', value: reordered, unit: 'segments' },
    ],
    displayFilter: and(hasAddress(a), hasAddress(b), SENT_AGAIN),
    alternatives: ['the capture itself lost packets (packets-dropped)', 'acknowledgments that came too late'],
    next: {
      where: `the hosts of ${a} and ${b}`,
      command: 'nstat -az TcpRetransSegs; ip -s link',
      why: 'tells which side repeats, and whether an interface counts errors or drops',
    },
    endpoints: [a, b],
    context,
  };
}

/** Pairs beyond those listed: what they have in common is more likely at fault than each path. */
function draftOfRest({ flows: { view } }: DetectorInput, pairs: readonly number[][]): Draft {
  const flows = pairs.flat();
  const count = segmentsAgain(view, flows);
  const shown = pairs.slice(0, MAX_PAIRS).map((pair) => {
    const frames = [at(view, worstOf(view, pair)).troubleDouble(Trouble.FirstRetransmission)];
    const value = segmentsAgain(view, pair);
    return { fact: `between ${view.address(0)} and ${view.address(1)}`, value, unit: 'segments', frames };
  });
  return {
    severity: 'warning',
    subject: `${counted(pairs.length, 'more pair')} of hosts`,
    summary: `${counted(count, 'segment')} between ${counted(pairs.length, 'more pair')} of hosts were sent again: ${percent(count / packetsOf(view, flows))} of their packets. Where so many lose packets, the fault is likely in what they share.`,
    count,
    ...timesAgain(view, flows),
    confidence: 0.9,
    evidence: [{ fact: 'segments sent again', value: count, unit: 'segments' }, ...shown],
    displayFilter: SENT_AGAIN,
    alternatives: ['the capture itself lost packets (packets-dropped)', 'a burst of traffic that filled a queue'],
    next: {
      where: 'the node, link or switch that these hosts share',
      command: 'ip -s link; nstat -az TcpRetransSegs',
      why: 'an interface that counts errors or drops is where the packets are lost',
    },
    endpoints: [],
  };
}

const worstOf = (view: FlowView, flows: readonly number[]): number =>
  flows.reduce((best, flow) => (again(at(view, flow)) > again(at(view, best)) ? flow : best));

const timesAgain = (view: FlowView, flows: readonly number[]): { first: number; last: number } => ({
  first: earliest(flows.map((flow) => at(view, flow).troubleDouble(Trouble.FirstRetransmissionTime))),
  last: latest(flows.map((flow) => at(view, flow).troubleDouble(Trouble.LastRetransmissionTime))),
});
