/** The capture cut packets off within their headers. */
import { allInterfaces } from '../../tally/observations.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { sumOf } from '../group-by.ts';
import { counted, listed, percent } from '../wording.ts';

/** `Fault.Snapped` of wire/packet.ts: the snap length cut a header off. */
const SNAPPED = 1;
/** From this share on flows and names are missing from the report. */
const SERIOUS_RATIO = 0.05;

export const snaplenTooShort: Detector = {
  id: 'snaplen-too-short',
  title: 'The snapshot length cuts headers off',
  reference: 'tcpdump(1) -s; pcapng: if_snaplen',
  explain: `Packets were recorded only up to a length that ends within their headers: inner packets of tunnels, ports or DNS names are missing from the report. Cutting off payload alone
does no harm and is not reported. An overlay needs 50 bytes more than a plain capture; 128 bytes are enough for TCP in VXLAN, 256 for DNS names.`,
  detect: (input) => {
    const cut = input.observations.tallies.faults.list().filter(({ fault }) => fault === SNAPPED);
    return cut.length === 0 ? [] : [draft(input, cut)];
  },
};

function draft({ observations }: DetectorInput, cut: readonly { frames: number; firstFrame: number }[]): Draft {
  const frames = sumOf(cut, (fault) => fault.frames);
  const all = sumOf(Array.from(observations.kept.frames), (count) => count);
  const lengths = [...new Set(allInterfaces(observations).map(({ facts }) => facts.snapLength))];
  return {
    severity: frames >= all * SERIOUS_RATIO ? 'warning' : 'info',
    subject: `snapshot length ${listed(lengths)}`,
    summary: `${counted(frames, 'packet')} (${percent(frames / all)}) ${frames === 1 ? 'was' : 'were'} cut off within their headers.`,
    count: frames,
    first: Number.NaN,
    last: Number.NaN,
    confidence: 0.97,
    evidence: [
      {
        fact: 'packets cut within a header',
        value: frames,
        unit: 'packets',
        frames: cut.map(({ firstFrame }) => firstFrame),
      },
      { fact: 'snapshot length of the file', value: listed(lengths), unit: 'bytes' },
    ],
    displayFilter: 'frame.cap_len < frame.len',
    alternatives: ['a capture that was meant to hold link-layer headers only'],
    next: {
      where: 'where the capture was taken',
      command: 'tcpdump -s 256 -w again.pcap',
      why: 'long enough for headers of tunnels and DNS names',
    },
    endpoints: ['snaplen'],
  };
}
