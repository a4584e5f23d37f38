/** DNS questions of one fault, by client and server. */
import type { DnsGroup } from '../tally/dns-groups.ts';
import type { Occurrences } from '../tally/occurrences.ts';
import { inChain } from './chain-text.ts';
import { and, hasAddress } from './display-filter.ts';
import type { DetectorInput, Draft } from './finding.ts';
import { earliest, groupBy, latest, sumOf } from './group-by.ts';
import { listed } from './wording.ts';

/** Questions about several names that went wrong in the same way. */
export interface DnsFault {
  context: number;
  client: string;
  server: string;
  groups: DnsGroup[];
  names: string[];
  count: number;
  first: number;
  last: number;
  frames: number[];
}

/** Groups what `faultOf` finds in each DNS group by client and server. */
export function dnsFaults(
  { observations }: DetectorInput,
  faultOf: (group: DnsGroup) => Occurrences | undefined,
): DnsFault[] {
  const failed = observations.tallies.control.dns.list().filter((group) => (faultOf(group)?.count ?? 0) > 0);
  return [...groupBy(failed, ({ context, client, server }) => `${context} ${client} ${server}`).values()].map(
    (groups) => {
      const faults = groups.map((group) => faultOf(group)!);
      return {
        context: groups[0].context,
        client: groups[0].client,
        server: groups[0].server,
        groups,
        names: [...new Set(groups.map(({ name }) => name))],
        count: sumOf(faults, ({ count }) => count),
        first: earliest(faults.map(({ first }) => first)),
        last: latest(faults.map(({ last }) => last)),
        frames: faults.flatMap(({ firstFrame, lastFrame }) => [firstFrame, lastFrame]),
      };
    },
  );
}

/** What the findings about DNS have in common. */
export function dnsDraft(
  { observations }: DetectorInput,
  fault: DnsFault,
  what: string,
): Omit<Draft, 'severity' | 'confidence' | 'displayFilter' | 'alternatives' | 'next'> {
  const { client, server, context, names, count, first, last, frames } = fault;
  return {
    subject: `${client} → ${server}`,
    summary: `${server} ${what} ${count} of the questions of ${client}${inChain(observations, context)}: ${listed(names.map((name) => name || '(name cut off)'))}.`,
    count,
    first,
    last,
    evidence: [
      { fact: 'questions concerned', value: count, unit: 'questions', frames },
      { fact: 'names', value: listed(names.map((name) => name || '(name cut off)')) },
    ],
    endpoints: [client, server],
    context,
  };
}

/** Messages between client and server that fulfil a condition on their header. */
export const dnsFilter = ({ client, server }: DnsFault, condition: string): string =>
  and(hasAddress(client), hasAddress(server), condition);
