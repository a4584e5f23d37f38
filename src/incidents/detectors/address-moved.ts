/** An IPv4 address that went from one station to another. */
import type { ContestedAddress } from '../../tally/address-claims.ts';
import { inChain } from '../chain-text.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { isConflict } from './duplicate-ip.ts';

export const addressMoved: Detector = {
  id: 'address-moved',
  title: 'An address moved to another station',
  reference: 'RFC 5227 §3; RFC 9568',
  explain: `An address was claimed by one station and later by another, and the first one is silent since: a failover of a virtual address, a pod restarted with its old
address, or a replaced machine. This is information: it tells when neighbours had to learn anew. Trouble begins when they did not (stale-neighbour), or when the old
station still answers (duplicate-ip).`,
  detect: (input) => input.contested.filter((contest) => isMove(contest)).map((contest) => draft(input, contest)),
};

/** One way only. */
export const isMove = (contest: ContestedAddress): boolean =>
  contest.changes === 1 && contest.claims.length === 2 && !isConflict(contest);

function draft(
  { observations }: DetectorInput,
  { address, context, claims, firstChange, firstChangeFrame }: ContestedAddress,
): Draft {
  const [before, after] = claims;
  return {
    severity: 'info',
    subject: address,
    summary: `${address} moved from ${before.station} to ${after.station}${inChain(observations, context)}.`,
    count: 1,
    first: firstChange,
    last: firstChange,
    confidence: 0.9,
    evidence: [
      {
        fact: `last claim by ${before.station}`,
        value: before.frames,
        unit: 'ARP packets',
        frames: [before.lastFrame],
      },
      { fact: `first claim by ${after.station}`, value: after.frames, unit: 'ARP packets', frames: [firstChangeFrame] },
    ],
    displayFilter: `arp.src.proto_ipv4 == ${address}`,
    alternatives: ['a failover that was meant', 'a pod that was started again with its address'],
    next: {
      where: `the neighbours of ${address}`,
      command: `ip neigh show ${address}`,
      why: `shows whether they learned ${after.station}`,
    },
    endpoints: [address],
    context,
  };
}
