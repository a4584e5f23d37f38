/** Which declared networks a capture shows, and where. */

import type { Segment, Verdict } from '../../cni/verdict.ts';
import { attachmentFinder } from '../../declared/contradictions.ts';
import type { Declared, DeclaredNetwork } from '../../declared/declared.ts';
import { anyContains, canonicalAddress } from '../../declared/subnet.ts';
import type { Observations } from '../../tally/observations.ts';
import { listVoices, type Voice } from '../voices.ts';

/** What is needed of a segment. */
export type JudgedSegment = Pick<Segment, 'tunnel' | 'hosts'> & { verdict: Omit<Verdict, 'vantage'> };

/** A declared network with what was heard of it. */
export interface AttachmentSighting {
  network: DeclaredNetwork;
  /** Who spoke for its addresses; empty when the capture does not show it. */
  voices: Voice[];
  /** The segment that most of its addresses were in. */
  segment: JudgedSegment | null;
}

export interface Sightings {
  attachments: AttachmentSighting[];
  /** Everything heard for any declared address. */
  voices: Voice[];
}

/** Looks for every declared address and subnet. */
export function sightingsOf(
  declared: Declared,
  observations: Observations,
  segments: readonly JudgedSegment[],
): Sightings {
  const scopes = [...ownAddresses(declared)].map(([network, own]) => ({ network, own }));
  const named = new Set([
    ...scopes.flatMap(({ own }) => [...own]),
    ...declared.pods.flatMap(({ interfaces }) => interfaces.flatMap(({ ips }) => ips)),
  ]);
  const subnets = [...new Set(declared.attachments.flatMap((network) => network.subnets))];
  const voices = listVoices(observations, (ip) => named.has(ip) || anyContains(subnets, ip));
  const attachments = scopes.map(({ network, own }) => {
    const exact = voices.filter(({ ip }) => own.has(ip));
    // Subnets are also those of ordinary neighbours, and large ones overlap: they count only where no address is known, and outside of tunnels.
    const near =
      exact.length > 0
        ? exact
        : voices.filter(
            ({ ip, context }) => observations.contexts.tunnel(context) === null && anyContains(network.subnets, ip),
          );
    return { network, voices: near, segment: segmentOf(near, segments, exact.length > 0) };
  });
  return { attachments, voices };
}

/** For each network the addresses that its pods have, and those that it gives to every pod. */
function ownAddresses(declared: Declared): Map<DeclaredNetwork, Set<string>> {
  const attachmentsOf = attachmentFinder(declared);
  const given = ({ addresses }: DeclaredNetwork): string[] =>
    addresses.map(canonicalAddress).filter((address) => address !== null);
  const own = new Map(declared.attachments.map((network) => [network, new Set(given(network))]));
  for (const { network, ips } of declared.pods.flatMap(({ interfaces }) => interfaces)) {
    for (const attachment of attachmentsOf(network)) for (const ip of ips) own.get(attachment)?.add(ip);
  }
  return own;
}

/** The segment with most of the stations that spoke. */
function segmentOf(voices: readonly Voice[], segments: readonly JudgedSegment[], exact: boolean): JudgedSegment | null {
  const pairs = new Set(voices.map(({ ip, mac }) => `${mac} ${ip}`));
  const counts = segments.map(({ tunnel, hosts }) =>
    tunnel !== null && !exact
      ? 0
      : hosts.reduce((sum, { mac, ips }) => sum + ips.filter((ip) => pairs.has(`${mac} ${ip}`)).length, 0),
  );
  const most = Math.max(0, ...counts);
  return most === 0 ? null : segments[counts.indexOf(most)];
}
