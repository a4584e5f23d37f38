/** A cloud or hypervisor drops the frames of pods that have station addresses of their own. */
import { inChain } from '../chain-text.ts';
import { or } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft, Fact } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { firstFrames } from '../flow-span.ts';
import { earliest, latest, sumOf } from '../group-by.ts';
import { type MutedPods, mutedPods } from '../muted-pods.ts';
import { counted, listed } from '../wording.ts';

/** Addresses that tie the findings of single pods to this one. */
const MAX_ENDPOINTS = 64;

export const cloudMacFilter: Detector = {
  id: 'cloud-mac-filter',
  title: 'A virtual network drops the frames of pods with MAC addresses of their own',
  reference:
    'k8snetworkplumbingwg/multus-cni#767, #333; aws-samples/eks-install-guide-for-multus#3, #7; VMware: forged transmits, MAC address changes',
  explain: `Macvlan and bridge pods send frames with station addresses of their own. The virtual switch of a cloud or hypervisor (AWS, Azure, Google Cloud, OpenStack port security, VMware "forged
transmits: reject", Hyper-V without MAC spoofing) knows which address it gave to the node's card and drops all others without a word: pods on one node talk, but nothing from outside
ever reaches one, while the node itself is answered about the very same address at the same place.
Said only where a card of such a network is answered, and every pod station that this capture knows is unreached. Not said when any pod hears something from outside (then it is
the target, a VLAN or a policy), with --filter (it may have left that out), nor of one pod that asks for one neighbour, which may be its own node (macvlan-host-isolation). On physical networks, port security looks the
same; arp-unanswered and reply-lost tell of it.
Use ipvlan or host-device instead, give each pod a card of the cloud's, or permit the addresses at the port.`,
  explains: ['arp-unanswered', 'reply-lost', 'unanswered-flow', 'syn-retransmission'],
  // A filter may have left out that a pod is heard.
  detect: (input) => (input.observations.filter === null ? mutedPods(input).map((muted) => draft(input, muted)) : []),
};

function draft(input: DetectorInput, muted: MutedPods): Draft {
  const { context, questions, flows, stations, control, apart } = muted;
  const { view } = input.flows;
  const addresses = [
    ...questions.flatMap(({ asker, target }) => [asker, target]),
    ...flows.flatMap((flow) => [at(view, flow).address(0), view.address(1)]),
  ];
  return {
    // That they are not reached is certain; who it is that drops their frames is what the confidence is about.
    severity: 'error',
    subject: `${counted(stations.length, 'pod station')} beside ${control.station}`,
    summary: `Nothing from outside reaches ${listed(stations)}${inChain(input.observations, context)}, while ${control.target}, which they ask for, answers ${control.station} (${control.cloud}): the network seems to drop frames of addresses that it did not give out.`,
    count: sumOf(questions, (question) => question.questions),
    first: earliest(questions.map(({ first }) => first)),
    last: latest(questions.map(({ last }) => last)),
    confidence: apart === null ? 0.55 : 0.75,
    evidence: evidence(input, muted),
    displayFilter: or(
      [...new Set(questions.map(({ target }) => target))].flatMap((target) => [
        `arp.dst.proto_ipv4 == ${target}`,
        `arp.src.proto_ipv4 == ${target}`,
      ]),
    ),
    alternatives: [
      ...(apart === null ? ['they ask for their own node, from which macvlan keeps them apart by design'] : []),
      'port security of a physical switch behind the virtual one',
      'pods in a wrong VLAN or subnet, all of them',
    ],
    next: {
      where: `the host of ${control.target}`,
      // The device "any" has no station addresses to filter by.
      command: `tcpdump -eni IFACE ether host ${stations[0]}`,
      why: 'if nothing arrives at its interface IFACE in this network, the network drops the pods’ frames; forged transmits and MAC address changes (VMware), port security (OpenStack) or anti-spoofing decide, and clouds have no switch for it',
    },
    endpoints: [...new Set(addresses)].slice(0, MAX_ENDPOINTS),
    context,
  };
}

function evidence({ flows: { view } }: DetectorInput, muted: MutedPods): Fact[] {
  const { questions, flows, control, apart } = muted;
  return [
    {
      fact: `questions of pods for ${listed([...new Set(questions.map(({ target }) => target))])}, without an answer`,
      value: sumOf(questions, (question) => question.questions),
      unit: 'questions',
      frames: questions.flatMap(({ frames }) => frames),
    },
    { fact: `${control.target} answers ${control.station}`, value: 'yes', frames: [control.frame] },
    { fact: 'packets from outside to any pod', value: 0, unit: 'packets' },
    ...(flows.length > 0
      ? [
          {
            fact: 'other requests of pods, without an answer',
            value: flows.length,
            unit: 'flows',
            frames: firstFrames(view, flows),
          },
        ]
      : []),
    { fact: 'sign of the network', value: control.sign },
    { fact: 'not the pods’ own node', value: apart ?? 'not certain' },
  ];
}
