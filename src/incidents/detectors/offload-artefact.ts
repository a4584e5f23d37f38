/** Segments and checksums that only the sending computer's capture shows. */
import type { FlowView } from '../../tally/flow-view.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { TCP } from '../ip-numbers.ts';
import { percent } from '../wording.ts';

/** `Checksum.Unfinished` of tally/checksum.ts: the pseudo-header's sum alone. */
const UNFINISHED = 2;
/** Flows looked at: enough to tell what the capture point is. */
const MAX_FLOWS = 10_000;
/** Below this share it is one odd host. */
const MIN_SHARE = 0.1;

export const offloadArtefact: Detector = {
  id: 'offload-artefact',
  title: 'Offloading makes segments look too large and checksums wrong',
  reference: 'Linux: Documentation/networking/segmentation-offloads.rst, checksum-offloads.rst',
  explain: `The capture was taken on a computer that sends or receives these packets: segments are larger than the MSS because the network card cuts them later (TSO) or has joined them
(GRO, LRO), and checksums are unfinished because the card computes them. On the wire they are fine. This is information, never a fault; do not look for MTU problems in the sizes of such a
capture. Unfinished checksums alone are not reported: nothing here is concluded from them.`,
  detect: (input) => {
    const { tcp, large, unfinished, frames } = artefacts(input);
    return large > 0 && large >= tcp * MIN_SHARE ? [draft({ tcp, large, unfinished, frames })] : [];
  },
};

interface Artefacts {
  tcp: number;
  large: number;
  unfinished: number;
  frames: number[];
}

function artefacts({ observations, flows: { view } }: DetectorInput): Artefacts {
  const found: Artefacts = { tcp: 0, large: 0, unfinished: 0, frames: [] };
  for (let flow = 0; flow < Math.min(observations.tallies.flows.size, MAX_FLOWS); flow++) {
    if (at(view, flow).protocol !== TCP) continue;
    found.tcp++;
    const large = isLarge(view);
    const unfinished = view.synChecksum(0) === UNFINISHED || view.synChecksum(1) === UNFINISHED;
    if (large) found.large++;
    if (unfinished) found.unfinished++;
    if ((large || unfinished) && found.frames.length < 5) found.frames.push(view.firstFrame);
  }
  return found;
}

/** More payload in a segment than the receiver's MSS allows. */
const isLarge = (view: FlowView): boolean =>
  (view.mss(1) > 0 && view.largestPayload(0) > view.mss(1)) ||
  (view.mss(0) > 0 && view.largestPayload(1) > view.mss(0));

const draft = ({ tcp, large, unfinished, frames }: Artefacts): Draft => ({
  severity: 'info',
  subject: 'the capture',
  summary: `In ${percent(large / tcp)} of the TCP connections segments are larger than the MSS: offloading of the capturing computer, not a fault.`,
  count: large,
  first: Number.NaN,
  last: Number.NaN,
  confidence: 0.95,
  evidence: [
    { fact: 'connections with segments larger than the MSS', value: large, unit: 'flows', frames },
    { fact: 'connections whose SYN has an unfinished checksum', value: unfinished, unit: 'flows' },
    { fact: 'TCP connections looked at', value: tcp, unit: 'flows' },
  ],
  displayFilter: 'tcp.len > 1460 || tcp.checksum.status == "Bad"',
  alternatives: ['a sender that ignores the MSS'],
  next: {
    where: 'where the capture was taken',
    command: 'ethtool -k eth0 | grep -E "segmentation|receive-offload|checksum"',
    why: 'turn them off (ethtool -K) to see packets as they are on the wire',
  },
  endpoints: ['capture'],
});
