/** Packets go on to the station that had the address before. */
import type { ContestedAddress } from '../../tally/address-claims.ts';
import type { FlowView } from '../../tally/flow-view.ts';
import { inChain } from '../chain-text.ts';
import { and, since, toAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { firstFrames, spanOf } from '../flow-span.ts';
import { sumOf } from '../group-by.ts';
import { counted, listed, seconds } from '../wording.ts';
import { isSingleMove } from './address-moved.ts';

/** Packets on their way while the address moves are nobody's fault; in ns. */
const GRACE_NS = 1e9;

export const staleNeighbour: Detector = {
  id: 'stale-neighbour',
  title: 'Neighbours use the old station of a moved address',
  reference: 'RFC 5227 §3; aws/amazon-vpc-cni-k8s#3628, containernetworking/plugins#858',
  explain: `An address moved to another station (a pod was restarted with its old address, a virtual address failed over), but some neighbour still sends its packets to the old
station address: it did not hear, or did not believe, the announcement. Connections to the address hang until the neighbour asks again. Look for a missing gratuitous ARP (the CNI plugin
sends none), for one that was filtered, or for a static neighbour entry.
New flows count only when they begin a second after the move and are addressed to the old station.`,
  explains: ['unanswered-flow', 'syn-retransmission', 'tcp-retransmission'],
  detect: (input) =>
    input.contested.filter(isSingleMove).flatMap((contest) => {
      const flows = staleFlows(input, contest);
      return flows.length === 0 ? [] : [draft(input, contest, flows)];
    }),
};

/** Flows to the address that began after the move, by the old station; one pass over the flows for each move. */
function staleFlows({ observations, flows: { view } }: DetectorInput, contest: ContestedAddress): number[] {
  const stale: number[] = [];
  for (let flow = 0; flow < observations.tallies.flows.size; flow++)
    if (isStale(at(view, flow), contest)) stale.push(flow);
  return stale;
}

const isStale = (view: FlowView, { address, context, claims, firstChange }: ContestedAddress): boolean =>
  !view.isIpv6 &&
  view.context === context &&
  view.first > firstChange + GRACE_NS &&
  view.destination(0) === claims[0].station &&
  view.address(1) === address;

function draft(
  { observations, flows: { view } }: DetectorInput,
  contest: ContestedAddress,
  flows: readonly number[],
): Draft {
  const { address, context, claims, firstChange, firstChangeFrame } = contest;
  const [before, after] = claims;
  const senders = [...new Set(flows.map((flow) => at(view, flow).address(0)))];
  const packets = sumOf(flows, (flow) => at(view, flow).packets(0));
  const { first, last } = spanOf(view, flows);
  return {
    severity: 'error',
    subject: address,
    summary: `${listed(senders)} still ${senders.length === 1 ? 'sends' : 'send'} to ${address} by ${before.station}, ${seconds(first - firstChange)} s after it moved to ${after.station}${inChain(observations, context)}.`,
    count: packets,
    first,
    last,
    confidence: 0.85,
    evidence: [
      {
        fact: 'packets to the old station after the move',
        value: packets,
        unit: 'packets',
        frames: firstFrames(view, flows),
      },
      {
        fact: 'the address moved',
        value: `${before.station} → ${after.station}`,
        frames: [before.lastFrame, firstChangeFrame],
      },
      { fact: 'senders', value: counted(senders.length, 'sender') },
    ],
    displayFilter: `(${and(toAddress(address), `eth.dst == ${before.station}`, since(first, observations.epochSeconds))}) || arp.src.proto_ipv4 == ${address}`,
    alternatives: ['both stations belong to one host, which accepts packets on either'],
    next: {
      where: senders[0],
      command: `ip neigh show ${address}`,
      why: `an entry with ${before.station} is the stale one`,
    },
    endpoints: [address],
    context,
  };
}
