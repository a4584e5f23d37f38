/** Datagrams of which some fragments never came. */
import type { FragmentTotal } from '../../tally/fragment-totals.ts';
import { inChain } from '../chain-text.ts';
import { and, fragmentsOf, fromAddress, toAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { percent } from '../wording.ts';

/** Fewer than this is ordinary loss. */
const MIN_INCOMPLETE = 3;
/** Of all fragmented datagrams between two hosts. */
const MIN_SHARE = 0.05;

export const fragmentsLost: Detector = {
  id: 'fragments-lost',
  title: 'Fragments are missing',
  reference: 'RFC 791 §3.2; RFC 8900; cilium/cilium#46100',
  explain: `Datagrams were sent in fragments and not all of them are here, so the receiver throws the rest away after half a minute. When only first fragments arrive, a filter drops the
others because they carry no ports (security groups, conntrack, load balancers do so); when the first is missing, the same happens the other way round. Fragments at the
edges of a capture are not counted. Lower the MTU so that nothing needs to be cut.`,
  detect: (input) =>
    input.observations.tallies.control.fragments.totals
      .list()
      .filter(isLossy)
      .map((total) => draft(input, total)),
};

const isLossy = ({ incomplete, datagrams }: FragmentTotal): boolean =>
  incomplete.count >= MIN_INCOMPLETE && incomplete.count >= datagrams.count * MIN_SHARE;

function draft({ observations }: DetectorInput, total: FragmentTotal): Draft {
  const { source, destination, context, incomplete, datagrams, withoutFirst, onlyFirst } = total;
  return {
    severity: 'warning',
    subject: `${source} → ${destination}`,
    summary: `${incomplete.count} of ${datagrams.count} fragmented datagrams from ${source} to ${destination} are not complete${inChain(observations, context)}.`,
    count: incomplete.count,
    first: incomplete.first,
    last: incomplete.last,
    confidence: 0.8,
    evidence: [
      {
        fact: 'incomplete datagrams',
        value: incomplete.count,
        unit: 'datagrams',
        frames: [incomplete.firstFrame, incomplete.lastFrame],
      },
      { fact: 'their share', value: percent(incomplete.count / datagrams.count) },
      { fact: 'with nothing but the first fragment', value: onlyFirst, unit: 'datagrams' },
      { fact: 'without the first fragment', value: withoutFirst, unit: 'datagrams' },
    ],
    displayFilter: and(fromAddress(source), toAddress(destination), fragmentsOf(source)),
    alternatives: ['the other fragments take another way, or a capture filter left them out (they carry no ports)'],
    next: {
      where: destination,
      command: 'nstat -az IpReasmFails IpReasmTimeout',
      why: 'growing numbers mean that the fragments are really missing there',
    },
    endpoints: [source, destination],
    context,
  };
}
