/** Pods of one master that are kept apart. */
import { inChain } from '../chain-text.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { type Isolation, isCard, isolations } from '../isolation.ts';

export const isolatedPeers: Detector = {
  id: 'isolated-peers',
  title: 'Pods on one node are kept apart',
  reference: 'Linux: macvlan modes private and vepa; IEEE 802.1Qbg',
  explain: `A pod asks for another pod, which answers others in the segment but not this one. Both hang on one master in macvlan private mode (never meet, by design), or in VEPA mode
behind a switch that does not reflect frames (hairpin is off). If they should talk, use mode bridge, or turn reflection on at the switch port. Told from a node that cannot reach its own
pods by the asker, whose address is a pod's. A pod that was last heard before the first question may be gone, and where the verdict excludes macvlan the cause is another: arp-unanswered tells
of both.`,
  explains: ['arp-unanswered'],
  detect: (input) =>
    isolations(input)
      .filter(({ question, station }) => !isCard(question.station) && !isCard(station))
      .map((isolation) => draft(input, isolation)),
};

function draft({ observations }: DetectorInput, { question, station, replies }: Isolation): Draft {
  const { asker, target, context, questions, first, last, frames } = question;
  return {
    severity: 'warning',
    subject: `${asker} ↔ ${target}`,
    summary: `${target} (${station}) answers others but not ${asker} (${question.station})${inChain(observations, context)}: pods of one master that may not meet.`,
    count: questions,
    first,
    last,
    confidence: 0.7,
    evidence: [
      { fact: 'questions without an answer', value: questions, unit: 'questions', frames },
      { fact: 'answers of the target to others', value: replies, unit: 'ARP replies' },
    ],
    displayFilter: `arp && arp.src.proto_ipv4 in {${asker}, ${target}}`,
    alternatives: ['isolation that was asked for', 'a private VLAN or isolated port on the switch'],
    next: {
      where: 'the node of the pods',
      command: 'ip -d link show type macvlan',
      why: 'shows mode private or vepa; bridge mode lets them meet',
    },
    endpoints: [asker, target],
    context,
  };
}
