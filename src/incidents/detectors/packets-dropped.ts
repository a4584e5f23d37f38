/** Packets that the capture lost on its way to the file, as the file itself says. */
import { allInterfaces, type InputFacts, type InterfaceFacts, type Observations } from '../../tally/observations.ts';
import type { Detector, Draft } from '../finding.ts';
import { counted, percent } from '../wording.ts';

/** From this share on, what other findings say of loss is not to be trusted: a retransmission rate of 1 % is a problem of its own. */
const SERIOUS_RATIO = 0.01;

export const packetsDropped: Detector = {
  id: 'packets-dropped',
  title: 'The capture lost packets',
  reference: 'pcapng: Interface Statistics Block (isb_ifdrop, isb_osdrop), epb_dropcount',
  explain: `The capturing computer could not keep up: the file itself says how many packets are missing. Everything counted here is then too low, and gaps
look like packet loss in the network. It is told from the statistics that dumpcap and tcpdump write at the end of a pcapng file, or with each packet;
a plain pcap file never says so, and its silence proves nothing.
Capture again with a larger buffer (-B), a shorter snapshot length (-s), a capture filter, or without name resolution and screen output.`,
  explains: ['tcp-retransmission', 'unanswered-flow'],
  detect: ({ observations }) => [
    ...allInterfaces(observations)
      .filter(({ input }) => !isToldByPackets(observations.inputs[input]))
      .flatMap(({ input, facts }) => lostBy(observations, input, facts)),
    ...observations.inputs
      .filter(isToldByPackets)
      .map(({ dropped, path, frames }) => draft({ path, subject: path, dropped, seen: frames, how: 'epb_dropcount' })),
  ],
};

/** What packets tell of drops, the statistics of the interfaces tell again: the larger count is the loss. */
const isToldByPackets = ({ dropped, interfaces }: InputFacts): boolean =>
  dropped > interfaces.reduce((sum, facts) => sum + droppedBy(facts), 0);

const droppedBy = ({ droppedByInterface, droppedByOs }: InterfaceFacts): number =>
  (droppedByInterface ?? 0) + (droppedByOs ?? 0);

interface Loss {
  path: string;
  subject: string;
  dropped: number;
  seen: number;
  how: string;
}

function lostBy({ inputs }: Observations, index: number, facts: InterfaceFacts): Draft[] {
  const dropped = droppedBy(facts);
  if (dropped === 0) return [];
  const { path, frames } = inputs[index];
  const name = facts.name ?? `interface ${facts.id}`;
  return [
    draft({
      path,
      subject: `${path}: ${name}`,
      dropped,
      seen: facts.received ?? frames,
      how: 'isb_ifdrop + isb_osdrop',
    }),
  ];
}

function draft({ path, subject, dropped, seen, how }: Loss): Draft {
  const ratio = dropped / (dropped + seen);
  return {
    severity: ratio >= SERIOUS_RATIO ? 'warning' : 'info',
    subject,
    summary: `The capture lost ${counted(dropped, 'packet')} (${percent(ratio)}) on its way to the file.`,
    count: dropped,
    first: Number.NaN,
    last: Number.NaN,
    confidence: 0.99,
    evidence: [
      { fact: `packets dropped, by ${how}`, value: dropped, unit: 'packets' },
      { fact: 'packets received', value: seen, unit: 'packets' },
    ],
    displayFilter: '',
    alternatives: ['drops before the capture filter: packets that nobody wanted'],
    next: {
      where: 'where the capture was taken',
      command: 'tcpdump -B 65536 -s 256 -w again.pcap',
      why: 'a larger buffer and shorter records show whether the gaps are the network’s',
    },
    endpoints: [subject === path ? path : subject],
  };
}
