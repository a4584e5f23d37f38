/** Two stations of one network that speak in different VLANs. */

import { formatIpv4 } from '../../base/addresses.ts';
import { CLAIM_WORDS } from '../../tally/arp.ts';
import { vlansOf } from '../../tally/chain-names.ts';
import type { Observations } from '../../tally/observations.ts';
import type { ArpQuestion } from '../arp-questions.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { earliest, groupBy, latest, sumOf } from '../group-by.ts';
import { isUnanswered } from './arp-unanswered.ts';

export const vlanMismatch: Detector = {
  id: 'vlan-mismatch',
  title: 'Two stations of one network are in different VLANs',
  reference: 'IEEE 802.1Q §8; kube-ovn#1399, sriov-cni#91',
  explain: `A station asks by ARP in one VLAN for an address that speaks only in another (or untagged): the two will never meet. One of them has the wrong VLAN id in its
NetworkAttachmentDefinition, on its switch port, or as native VLAN. It is told from a router, which has a different address in each VLAN, by the unanswered questions.
Visible only where the tags are: on a trunk, a node's uplink or a mirror.`,
  explains: ['arp-unanswered', 'unanswered-flow'],
  detect: (input) => {
    const open = input.questions.filter(isUnanswered);
    if (open.length === 0) return [];
    const homes = contextsByClaim(input.observations);
    const apart = open.flatMap((question) =>
      [...(homes.get(question.target) ?? [])]
        .filter((home) => isApart(input.observations, question.context, home))
        .slice(0, 1)
        .map((home) => ({ question, home })),
    );
    const astray = apart.filter(({ question }) => !homes.get(question.target)?.has(question.context));
    return [...groupBy(astray, ({ question }) => [question.asker, question.target].sort().join(' ')).values()].map(
      (pair) => draft(input, pair),
    );
  },
};

interface Astray {
  question: ArpQuestion;
  /** Where the target speaks. */
  home: number;
}

/** Chains of VLANs and tunnels in which an address appears as sender of ARP. */
function contextsByClaim({ tallies }: Observations): Map<string, Set<number>> {
  const { claims } = tallies.control.arp;
  const homes = new Map<string, Set<number>>();
  for (let row = 0; row < claims.size; row++) {
    const address = formatIpv4(claims.table.keys[row * CLAIM_WORDS + 1] >>> 0);
    homes.set(address, (homes.get(address) ?? new Set()).add(claims.table.keys[row * CLAIM_WORDS]));
  }
  return homes;
}

const isApart = ({ contexts }: Observations, one: number, other: number): boolean =>
  one !== other &&
  contexts.tunnel(one)?.id === contexts.tunnel(other)?.id &&
  vlansOf(contexts, one).join() !== vlansOf(contexts, other).join();

function draft({ observations }: DetectorInput, pair: readonly Astray[]): Draft {
  const [{ question, home }] = pair;
  const { asker, target, context } = question;
  const name = (chain: number): string =>
    vlansOf(observations.contexts, chain)
      .map((id) => `VLAN ${id}`)
      .join(' in ') || 'no VLAN';
  return {
    severity: 'error',
    subject: `${asker} ↔ ${target}`,
    summary: `${asker} asks for ${target} in ${name(context)}, but ${target} speaks in ${name(home)}.`,
    count: sumOf(pair, ({ question: { questions } }) => questions),
    first: earliest(pair.map(({ question: { first } }) => first)),
    last: latest(pair.map(({ question: { last } }) => last)),
    confidence: pair.length > 1 ? 0.97 : 0.9,
    evidence: pair.map(({ question: one, home: there }) => ({
      fact: `questions of ${one.asker} in ${name(one.context)} for ${one.target}, which is in ${name(there)}`,
      value: one.questions,
      unit: 'questions',
      frames: one.frames,
    })),
    displayFilter: `arp && arp.src.proto_ipv4 in {${asker}, ${target}}`,
    alternatives: ['the target was moved to another VLAN a moment ago'],
    next: {
      where: 'the cluster',
      command: 'kubectl get net-attach-def -A -o yaml | grep -n vlan',
      why: 'one of the two has the wrong VLAN id; compare with the switch port of the node',
    },
    endpoints: [asker, target],
  };
}
