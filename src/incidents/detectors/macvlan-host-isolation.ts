/** A node and its own macvlan pods cannot talk. */
import { inChain } from '../chain-text.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { type Isolation, isCard, isolations } from '../isolation.ts';

export const macvlanHostIsolation: Detector = {
  id: 'macvlan-host-isolation',
  title: 'A node cannot reach its own macvlan pod',
  reference: 'Linux: Documentation/networking (macvlan); k8snetworkplumbingwg/multus-cni#691, #463',
  explain: `The pod answers others in the segment, but never the node: with macvlan, frames between the master interface and its own pods are not passed on, by design. The node asks by
ARP again and again, and the pod never sees the question. Typical for kubelet probes, host-network pods and metrics scrapers that use the pod's secondary address. Told from isolated
peers by the asker, which has a network card's address. A pod that was last heard before the first question may be gone, and where the verdict excludes macvlan the cause is another:
arp-unanswered tells of both. Use the primary network for that, give the host its own macvlan interface, or use bridge or ipvlan.`,
  explains: ['arp-unanswered'],
  detect: (input) =>
    isolations(input)
      .filter(({ question, station }) => isCard(question.station) && !isCard(station))
      .map((isolation) => draft(input, isolation)),
};

function draft({ observations }: DetectorInput, { question, station, replies }: Isolation): Draft {
  const { asker, target, context, questions, first, last, frames } = question;
  return {
    severity: 'error',
    subject: `${asker} → ${target}`,
    summary: `${target} (${station}) answers others but not ${asker} (${question.station})${inChain(observations, context)}: a node and its own macvlan pod cannot talk.`,
    count: questions,
    first,
    last,
    confidence: 0.7,
    evidence: [
      { fact: 'questions of the node without an answer', value: questions, unit: 'questions', frames },
      { fact: 'answers of the target to others', value: replies, unit: 'ARP replies' },
      { fact: 'address of the asker', value: `${question.station}, a network card` },
      { fact: 'address of the target', value: `${station}, locally administered` },
    ],
    displayFilter: `arp.src.proto_ipv4 == ${asker} && arp.dst.proto_ipv4 == ${target} || arp.src.proto_ipv4 == ${target}`,
    alternatives: [
      'another host whose frames do not reach the pod: port security or a wrong VLAN on its port',
      'an ARP filter in the pod',
    ],
    next: {
      where: `the node of ${asker}`,
      command: `ip -d link show type macvlan; ip neigh show ${target}`,
      why: 'a macvlan whose master carries this address confirms it',
    },
    endpoints: [asker, target],
    context,
  };
}
