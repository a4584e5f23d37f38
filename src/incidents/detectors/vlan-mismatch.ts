/** Two stations of one network that speak in different VLANs. */

import { formatIpv4 } from '../../base/addresses.ts';
import { ASK_WORDS, CLAIM_WORDS } from '../../tally/arp.ts';
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
NetworkAttachmentDefinition, on its switch port, or as native VLAN. Two networks may also use the same addresses in two VLANs, and the host that is asked for is down: where both
have neighbours in their own VLAN, or the asker's address is in use in the other one as well, this is a warning. It is told from a router, which has a different address in each VLAN, by the unanswered questions.
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
    const settled = astray.length === 0 ? new Set<string>() : settledIn(input.observations);
    return [...groupBy(astray, ({ question }) => [question.asker, question.target].sort().join(' ')).values()].map(
      (pair) => draft(input, pair, overlapOf(pair, homes, settled)),
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

/** `chain address` of those who were answered about a neighbour, or answered one, in that chain. */
function settledIn({ tallies }: Observations): Set<string> {
  const { asks, answered } = tallies.control.arp;
  const { keys } = asks.table;
  const settled = new Set<string>();
  for (let row = 0; row < asks.size; row++) {
    if (answered[row] === 0) continue;
    const [context, asker, target] = keys.subarray(row * ASK_WORDS, (row + 1) * ASK_WORDS);
    settled.add(`${context} ${formatIpv4(asker >>> 0)}`).add(`${context} ${formatIpv4(target >>> 0)}`);
  }
  return settled;
}

/** What speaks for two networks that use the same addresses; null for nothing. Two that ask for each other belong together. */
function overlapOf(pair: readonly Astray[], homes: Map<string, Set<number>>, settled: Set<string>): string | null {
  const [{ question, home }] = pair;
  const { asker, target, context } = question;
  if (pair.length > 1) return null;
  if (homes.get(asker)?.has(home)) return `${asker} is in use there as well`;
  return settled.has(`${context} ${asker}`) && settled.has(`${home} ${target}`)
    ? 'both have neighbours in their own VLAN'
    : null;
}

const isApart = ({ contexts }: Observations, one: number, other: number): boolean =>
  one !== other &&
  contexts.tunnel(one)?.id === contexts.tunnel(other)?.id &&
  vlansOf(contexts, one).join() !== vlansOf(contexts, other).join();

function draft({ observations }: DetectorInput, pair: readonly Astray[], overlap: string | null): Draft {
  const [{ question, home }] = pair;
  const { asker, target, context } = question;
  const name = (chain: number): string =>
    vlansOf(observations.contexts, chain)
      .map((id) => `VLAN ${id}`)
      .join(' in ') || 'no VLAN';
  return {
    severity: overlap === null ? 'error' : 'warning',
    subject: `${asker} ↔ ${target}`,
    summary: `${asker} asks for ${target} in ${name(context)}, but ${target} speaks in ${name(home)}.`,
    count: sumOf(pair, ({ question: { questions } }) => questions),
    first: earliest(pair.map(({ question: { first } }) => first)),
    last: latest(pair.map(({ question: { last } }) => last)),
    confidence: confidenceOf(pair, overlap),
    evidence: [
      ...pair.map(({ question: one, home: there }) => ({
        fact: `questions of ${one.asker} in ${name(one.context)} for ${one.target}, which is in ${name(there)}`,
        value: one.questions,
        unit: 'questions',
        frames: one.frames,
      })),
      ...(overlap === null ? [] : [{ fact: 'may be two networks with the same addresses', value: overlap }]),
    ],
    displayFilter: `arp && arp.src.proto_ipv4 in {${asker}, ${target}}`,
    alternatives: [
      'two networks use the same addresses in two VLANs, and the host that is asked for is down',
      'the target was moved to another VLAN a moment ago',
    ],
    next: {
      where: 'the cluster',
      command: 'kubectl get net-attach-def -A -o yaml | grep -n vlan',
      why: 'one of the two has the wrong VLAN id; compare with the switch port of the node',
    },
    endpoints: [asker, target],
  };
}

function confidenceOf(pair: readonly Astray[], overlap: string | null): number {
  if (overlap !== null) return 0.5;
  return pair.length > 1 ? 0.97 : 0.9;
}
