/** TCP data that had to be sent again, by pair of hosts. */
import { KeyTable } from '../../base/key-table.ts';
import type { FlowView } from '../../tally/flow-view.ts';
import * as Trouble from '../../tally/trouble-layout.ts';
import { inChain } from '../chain-text.ts';
import { and, hasAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { earliest, latest, sumOf } from '../group-by.ts';
import { counted, percent } from '../wording.ts';

/** Fewer than this is one lost packet and its consequences. */
const MIN_RETRANSMISSIONS = 3;
/** Share of the packets between two hosts from which on throughput suffers (Mathis et al. 1997: half the rate at 1 % and 10 ms). */
const MIN_RATIO = 0.005;
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
    const { view, troubled } = input.flows;
    const repeated = troubled.filter((flow) => again(at(view, flow)) > 0);
    const lossy = byPair(view, repeated).filter((flows) => isLossy(view, flows));
    return lossy.map((flows) => draft(input, flows));
  },
};

const again = (view: FlowView): number =>
  view.trouble(Trouble.RetransmissionsA, 0) + view.trouble(Trouble.RetransmissionsA, 1);

/** Flows by chain and pair of hosts, in order of first appearance; rows of numbers, as there may be as many pairs as flows. */
function byPair(view: FlowView, flows: readonly number[]): number[][] {
  const pairs = new KeyTable(PAIR_WORDS);
  const key = new Int32Array(PAIR_WORDS);
  const groups: number[][] = [];
  for (const flow of flows) {
    const [one, other] = [at(view, flow).addressWord(0), view.addressWord(1)];
    key[0] = view.context * 2 + Number(view.isIpv6);
    key[1] = Math.min(one, other);
    key[2] = Math.max(one, other);
    const row = pairs.rowOf(key, 0);
    if (row === groups.length) groups.push([flow]);
    else groups[row].push(flow);
  }
  return groups;
}

function isLossy(view: FlowView, flows: readonly number[]): boolean {
  const count = sumOf(flows, (flow) => again(at(view, flow)));
  return count >= MIN_RETRANSMISSIONS && count >= packetsOf(view, flows) * MIN_RATIO;
}

const packetsOf = (view: FlowView, flows: readonly number[]): number =>
  sumOf(flows, (flow) => at(view, flow).packets(0) + view.packets(1));

function draft({ observations, flows: { view } }: DetectorInput, flows: readonly number[]): Draft {
  const count = sumOf(flows, (flow) => again(at(view, flow)));
  const packets = packetsOf(view, flows);
  const reordered = sumOf(
    flows,
    (flow) => at(view, flow).trouble(Trouble.OutOfOrderA, 0) + view.trouble(Trouble.OutOfOrderA, 1),
  );
  const worst = flows.reduce((best, flow) => (again(at(view, flow)) > again(at(view, best)) ? flow : best));
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
    first: earliest(flows.map((flow) => at(view, flow).troubleDouble(Trouble.FirstRetransmissionTime))),
    last: latest(flows.map((flow) => at(view, flow).troubleDouble(Trouble.LastRetransmissionTime))),
    confidence: 0.95,
    evidence: [
      { fact: 'segments sent again', value: count, unit: 'segments', frames },
      { fact: 'share of the packets of these flows', value: percent(count / packets) },
      { fact: 'flows concerned', value: flows.length, unit: 'flows' },
      { fact: 'largest segment sent again', value: largest, unit: 'bytes' },
      { fact: 'out of order, not counted', value: reordered, unit: 'segments' },
    ],
    displayFilter: and(hasAddress(a), hasAddress(b), 'tcp.analysis.retransmission'),
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
