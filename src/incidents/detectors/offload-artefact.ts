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
capture. Unfinished checksums alone are not reported: nothing here is concluded from them. The display filter shows SYNs, which name the MSS, and segments larger than Ethernet carries.`,
  detect: (input) => {
    const { survey } = input.observations.tallies;
    const tcp = survey.byProtocol[TCP];
    const large = survey.count(Survey.OVERSIZED);
    return large > 0 && large >= tcp * MIN_SHARE ? [draft(input, large, tcp)] : [];
  },
};

/** The first frames of the first flows of a list: their SYNs, which name the MSS. */
const shown = ({ observations, flows: { view } }: DetectorInput, list: number): number[] =>
  observations.tallies.survey.list(list, MAX_SHOWN).map((flow) => at(view, flow).firstFrame);

const draft = (input: DetectorInput, large: number, tcp: number): Draft => ({
  severity: 'info',
  subject: 'the capture',
  summary: `In ${percent(large / tcp)} of the TCP connections segments are larger than the MSS: offloading of the capturing computer, not a fault.`,
  count: large,
  first: Number.NaN,
  last: Number.NaN,
  confidence: 0.95,
  evidence: [
    {
      fact: 'connections with segments larger than the MSS',
      value: large,
      unit: 'flows',
      frames: shown(input, Survey.OVERSIZED),
    },
    {
      fact: 'connections whose SYN has an unfinished checksum',
      value: input.observations.tallies.survey.count(Survey.UNFINISHED),
      unit: 'flows',
      frames: shown(input, Survey.UNFINISHED),
    },
    { fact: 'TCP connections looked at', value: tcp, unit: 'flows' },
  ],
  displayFilter: 'tcp.flags.syn == 1 || tcp.len > 1460 || tcp.checksum.status == "Bad"',
  alternatives: ['a sender that ignores the MSS'],
  next: {
    where: 'where the capture was taken',
    command: 'ethtool -k eth0 | grep -E "segmentation|receive-offload|checksum"',
    why: 'turn them off (ethtool -K) to see packets as they are on the wire',
  },
  endpoints: ['capture'],
});
