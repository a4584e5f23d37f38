/** What the checks of declarations share: one sighting with the input, and the shape of what they say. */
import { type DeclaredNetwork, fullName } from '../../declared/declared.ts';
import { or } from '../display-filter.ts';
import type { Draft, Fact } from '../finding.ts';
import { earliest, latest, sumOf } from '../group-by.ts';
import type { Voice } from '../voices.ts';

/** What a check says; the rest follows from the voices. */
export type Mismatch = Pick<Draft, 'severity' | 'summary' | 'confidence' | 'evidence' | 'alternatives' | 'next'> & {
  network: string;
  /** What is compared: part of the fingerprint. */
  aspect: string;
  voices: readonly Voice[];
};

/** Frames named with one fact. */
const MAX_FRAMES = 10;

/** The finding of a mismatch. */
export function draftOf({ network, aspect, voices, ...rest }: Mismatch): Draft {
  return {
    ...rest,
    subject: network,
    count: Math.max(
      1,
      sumOf(voices, ({ frames }) => frames),
    ),
    first: earliest(voices.map(({ first }) => first)),
    last: latest(voices.map(({ last }) => last)),
    displayFilter: or(voices.map(voiceFilter)),
    endpoints: [network, aspect],
    context: voices[0]?.context ?? 0,
  };
}

/** Where a network is declared, as evidence. */
export const declaredAt = (network: DeclaredNetwork, what: string): Fact => ({
  fact: `declared at ${network.file}:${network.line}`,
  value: what,
});

/** Frames that show the voices. */
export const framesOf = (voices: readonly Voice[]): number[] =>
  voices.slice(0, MAX_FRAMES).map(({ firstFrame }) => firstFrame);

/** What reads the declaration again on the cluster. */
export function readAgain(network: DeclaredNetwork): string {
  const { namespace, name } = network;
  return isPlain(fullName(network))
    ? `kubectl get net-attach-def ${namespace === null ? '' : `-n ${namespace} `}${name} -o yaml`
    : 'kubectl get net-attach-def -A -o yaml';
}

/** Names of Kubernetes objects; anything else is not put into a command. */
const isPlain = (name: string): boolean => /^[a-z0-9][a-z0-9.-]*(\/[a-z0-9][a-z0-9.-]*)?$/.test(name);

function voiceFilter({ ip, mac, byArp }: Voice): string {
  const field = ip.includes(':') ? 'ipv6' : 'ip';
  const sent = `(eth.src == ${mac} && ${field}.src == ${ip})`;
  return byArp ? `(arp.src.hw_mac == ${mac} && arp.src.proto_ipv4 == ${ip}) || ${sent}` : sent;
}
