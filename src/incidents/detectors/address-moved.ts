/** An IPv4 address that went from one station to another. */
import type { ContestedAddress } from '../../tally/address-claims.ts';
import { inChain } from '../chain-text.ts';
import type { Detector, DetectorInput, Draft, Fact } from '../finding.ts';
import { counted, listed } from '../wording.ts';
import { isConflict, isVirtualRouter } from './duplicate-ip.ts';

/** Claimants whose claims are shown. */
const MAX_CLAIMS = 4;

export const addressMoved: Detector = {
  id: 'address-moved',
  title: 'An address moved to another station',
  reference: 'RFC 5227 §3; RFC 9568',
  explain: `An address was claimed by one station and later by another, and the first one is silent since: a failover of a virtual address, a pod restarted with its old
address, pods that get the lowest free address one after the other, or a replaced machine. It may have gone on to a third, or back with an announcement, as a failback does. This is
information: it tells when neighbours had to learn anew. Trouble begins when they did not (stale-neighbour), or when the old station still answers (duplicate-ip).`,
  detect: (input) => input.contested.filter(isMove).map((contest) => draft(input, contest)),
};

/** Held by one after the other; virtual routers share theirs on purpose. */
const isMove = (contest: ContestedAddress): boolean =>
  isSingleMove(contest) ||
  (!isConflict(contest) &&
    !contest.claims.some(({ station }) => isVirtualRouter(station)) &&
    contest.claims.length > 1);

/** Once, and one way only. */
export const isSingleMove = (contest: ContestedAddress): boolean =>
  contest.changes === 1 && contest.claims.length === 2 && !isConflict(contest);

function draft({ observations }: DetectorInput, contest: ContestedAddress): Draft {
  const { address, context, claims, changes, firstChange, lastChange } = contest;
  const holder = claims.reduce((latest, claim) => (claim.last > latest.last ? claim : latest));
  return {
    severity: 'info',
    subject: address,
    summary: `${address} moved ${wayOf(contest)}${inChain(observations, context)}.`,
    count: changes,
    first: firstChange,
    last: lastChange,
    confidence: 0.9,
    evidence: evidenceOf(contest),
    displayFilter: `arp.src.proto_ipv4 == ${address}`,
    alternatives: ['a failover that was meant', 'a pod that was started again with its address'],
    next: {
      where: `the neighbours of ${address}`,
      command: `ip neigh show ${address}`,
      why: `shows whether they learned ${holder.station}`,
    },
    endpoints: [address],
    context,
  };
}

function wayOf({ changes, claims }: ContestedAddress): string {
  const [before, ...after] = claims.map(({ station }) => station);
  if (changes === after.length)
    return `from ${before} to ${listed(after)}${after.length > 1 ? ', one after another' : ''}`;
  return `${counted(changes, 'time')} among ${listed([before, ...after])}`;
}

function evidenceOf({ changes, claims, firstChangeFrame }: ContestedAddress): Fact[] {
  if (changes > 1)
    return claims.slice(0, MAX_CLAIMS).map(({ station, frames, firstFrame, lastFrame }) => ({
      fact: `claims by ${station}`,
      value: frames,
      unit: 'ARP packets',
      frames: [firstFrame, lastFrame],
    }));
  const [before, after] = claims;
  return [
    { fact: `last claim by ${before.station}`, value: before.frames, unit: 'ARP packets', frames: [before.lastFrame] },
    { fact: `first claim by ${after.station}`, value: after.frames, unit: 'ARP packets', frames: [firstChangeFrame] },
  ];
}
