/** One IPv4 address on two stations at the same time. */

import type { ContestedAddress } from '../../tally/address-claims.ts';
import { placeName } from '../../tally/observations.ts';
import { inChain } from '../chain-text.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { groupBy, sumOf } from '../group-by.ts';
import { counted, listed } from '../wording.ts';

/** There, back, and there again within the cache time, all announced: a failover and its failback end with the first of them. */
const MIN_RETURNS = 2;
/** VRRP and CARP (00:00:5e:00:01), HSRP (00:00:0c:07:ac; version 2: 00:00:0c:9f:f) and GLBP (00:07:b4:0) share an address on purpose: RFC 9568 §7.3, RFC 2281 §6. */
const VIRTUAL_ROUTERS = [
  '00:00:5e:00:01:',
  '00:00:5e:00:02:',
  '00:00:0c:07:ac:',
  '00:00:0c:9f:f',
  '00:05:73:a0:',
  '00:07:b4:0',
];

export const duplicateIp: Detector = {
  id: 'duplicate-ip',
  title: 'One IPv4 address claimed by two stations at once',
  reference: 'RFC 5227 §2.4; k8snetworkplumbingwg/whereabouts#110',
  explain: `Two stations say by ARP that an address is theirs: both answer one question, or one goes on to answer, or defends the address at once, within a minute of the other's
claim, or both announce it in turns. Connections break at random, depending on whose answer came last. In Kubernetes: two pods given one address by IPAM (whereabouts after a node failure), a static address
inside a dynamic range, or a node that was cloned.
A failover (VRRP, keepalived, kube-vip) is told apart: the address goes to the new station and the old one is silent until it announces it again. So are pods that get one address one
after the other; address-moved tells of both. Requests do not count, as kernels ask with any of their addresses; the same gateway address on several interfaces of one node does not
count either, nor do the stations of virtual routers (VRRP, CARP, HSRP, GLBP).`,
  explains: ['tcp-reset', 'unanswered-flow', 'connection-refused', 'address-moved'],
  detect: (input) => {
    const rivals = input.contested.filter(isConflict);
    return [...groupBy(rivals, ({ context, address }) => `${context} ${address}`).values()].map((same) =>
      draft(input, same),
    );
  },
};

/** True when an address is held by two at once, and not moved from one to the other. */
export function isConflict({ returns, neverLeft, doubleAnswers, claims }: ContestedAddress): boolean {
  const real = claims.filter(({ station }) => !isVirtualRouter(station));
  return real.length >= 2 && (returns >= MIN_RETURNS || neverLeft > 0 || doubleAnswers > 0);
}

/** True for a station address that several routers have on purpose. */
export const isVirtualRouter = (station: string): boolean =>
  VIRTUAL_ROUTERS.some((prefix) => station.startsWith(prefix));

function draft({ observations }: DetectorInput, contests: readonly ContestedAddress[]): Draft {
  const [contest] = contests;
  const { address, context, claims } = contest;
  const stations = claims.map(({ station }) => station);
  const doubles = sumOf(contests, ({ doubleAnswers }) => doubleAnswers);
  const stayed = sumOf(contests, ({ neverLeft }) => neverLeft);
  return {
    severity: 'error',
    subject: address,
    summary: `${address} is claimed by ${listed(stations)} at the same time${inChain(observations, context)}.`,
    count: contest.changes,
    first: contest.firstChange,
    last: contest.lastChange,
    confidence: doubles > 1 || stayed > 1 ? 0.97 : 0.9,
    evidence: [
      ...claims.slice(0, 4).map(({ station, frames, firstFrame, lastFrame }) => ({
        fact: `claims by ${station}`,
        value: frames,
        unit: 'ARP packets',
        frames: [firstFrame, lastFrame],
      })),
      { fact: 'changes of hands', value: contest.changes, unit: 'changes', frames: [contest.firstChangeFrame] },
      ...(doubles > 0 ? [{ fact: 'questions that two stations answered', value: doubles, unit: 'questions' }] : []),
      ...(stayed > 0
        ? [
            {
              fact: 'claims of a station that had not given the address up',
              value: stayed,
              unit: 'claims',
              frames: contests.map(({ neverLeftFrame }) => neverLeftFrame),
            },
          ]
        : []),
      { fact: 'seen at', value: listed(contests.map(({ place }) => placeName(observations, place))) },
    ],
    displayFilter: `arp.src.proto_ipv4 == ${address} && (arp.opcode == 2 || arp.isgratuitous)`,
    alternatives: [
      'one host with two interfaces in the same segment, which answers on both (arp_ignore=0)',
      'proxy ARP of a router beside the owner',
      `a failover that went ${counted(contest.changes, 'time')} to and fro`,
    ],
    next: {
      where: `a host in the segment of ${address}`,
      // With -D it ends at the first answer, and without -b it asks only the first station that answered.
      command: `arping -b -c 3 -I IFACE ${address}`,
      why: 'lists every station that answers (IFACE: the interface in that segment); then look for both addresses with kubectl get pods -A -o wide or in the IPAM’s allocations',
    },
    endpoints: [address],
    context,
  };
}
