/** Segments and checksums that only the sending computer's capture shows. */
import * as Survey from '../../tally/survey-layout.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { TCP } from '../ip-numbers.ts';
import { percent } from '../wording.ts';

/** Flows whose first frame is shown. */
const MAX_SHOWN = 5;
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
  const { survey } = observations.tallies;
  const flows = [Survey.OVERSIZED, Survey.UNFINISHED].flatMap((list) => survey.list(list, MAX_SHOWN));
  const first = [...new Set(flows)].sort((a, b) => a - b).slice(0, MAX_SHOWN);
  return {
    tcp: survey.byProtocol[TCP],
    large: survey.count(Survey.OVERSIZED),
    unfinished: survey.count(Survey.UNFINISHED),
    frames: first.map((flow) => at(view, flow).firstFrame),
  };
}

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
