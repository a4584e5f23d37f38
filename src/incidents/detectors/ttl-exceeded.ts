/** Packets that died of their TTL on the way. */
import type { IcmpError } from '../../tally/icmp-errors.ts';
import { inChain } from '../chain-text.ts';
import { and, hasAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { earliest, groupBy, latest, sumOf } from '../group-by.ts';
import { isExpired, traceroutes } from '../traceroute.ts';
import { counted, listed } from '../wording.ts';

export const ttlExceeded: Detector = {
  id: 'ttl-exceeded',
  title: 'Packets run out of hops',
  reference: 'RFC 792 (type 11 code 0); RFC 4443 §3.3',
  explain: `A router threw packets away because their TTL (hop limit) reached zero and told the sender. Either the packets circle between routers (routing-loop), or they were sent
with a small TTL: traceroute does so on purpose, makes one router after the other answer and reaches the destination in the end; link-local protocols with TTL 1 do so by mistake.`,
  detect: (input) => {
    const expired = input.icmpErrors.filter(isExpired);
    const { onTheWay } = traceroutes(input.icmpErrors);
    return [
      ...groupBy(expired, ({ context, source, destination }) => `${context} ${source} ${destination}`).values(),
    ].map((errors) => draft(input, errors, onTheWay(errors)));
  },
};

function draft({ observations }: DetectorInput, errors: readonly IcmpError[], traceroute: boolean): Draft {
  const [{ source, destination, context, version }] = errors;
  const count = sumOf(errors, (error) => error.count);
  const reporters = [...new Set(errors.map(({ reporter }) => reporter))];
  return {
    severity: traceroute ? 'info' : 'warning',
    subject: `${source} → ${destination}`,
    summary: `${counted(count, 'packet')} of ${source} to ${destination} ran out of hops at ${listed(reporters)}${inChain(observations, context)}.`,
    count,
    first: earliest(errors.map(({ first }) => first)),
    last: latest(errors.map(({ last }) => last)),
    confidence: 0.95,
    evidence: [
      {
        fact: 'messages',
        value: count,
        unit: 'packets',
        frames: errors.slice(0, 5).flatMap(({ firstFrame, lastFrame }) => [firstFrame, lastFrame]),
      },
      { fact: 'routers that reported', value: listed(reporters) },
    ],
    displayFilter: and(
      version === 4 ? 'icmp.type == 11 && icmp.code == 0' : 'icmpv6.type == 3',
      hasAddress(destination),
    ),
    alternatives: ['traceroute or mtr'],
    next: { where: source, command: `traceroute -n ${destination}`, why: 'the same two routers in turns are a loop' },
    endpoints: [source, destination],
    context,
  };
}
