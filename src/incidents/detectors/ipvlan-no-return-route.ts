/** ipvlan L3 pods whose network nobody has a route to. */
import { formatIpv4, parseIpv4 } from '../../base/addresses.ts';
import { formatStation } from '../../tally/station-text.ts';
import type { ArpQuestion } from '../arp-questions.ts';
import { inChain } from '../chain-text.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { listed } from '../wording.ts';
import { isUnanswered } from './arp-unanswered.ts';

/** TTLs that hosts send with: what arrives with one of them was not routed. */
const INITIAL_TTLS: ReadonlySet<number> = new Set([64, 128, 255]);

export const ipvlanNoReturnRoute: Detector = {
  id: 'ipvlan-no-return-route',
  title: 'Nobody has a route back to ipvlan L3 pods',
  reference: 'Linux: Documentation/networking/ipvlan.rst §4.2 (L3 mode: no ARP)',
  explain: `A pod sends packets from an address behind its node's network card, unrouted, but nobody answers ARP for that address: in ipvlan L3 and L3S pods do not answer, and the outside needs
a route to the pod network by way of the node. Without it the peer asks by ARP forever and its answers never leave. Add a route to the pod network on the router (or the peers), or
use L2 mode. Told from a stopped pod by its packets, and from ipvlan L2 by the missing answers.`,
  explains: ['arp-unanswered', 'unanswered-flow'],
  detect: (input) =>
    input.questions.filter(isUnanswered).flatMap((question) => {
      const station = senderStation(input, question);
      return station === null ? [] : [draft(input, question, station)];
    }),
};

interface Sender {
  station: string;
  /** Other addresses of the same station. */
  others: string[];
}

/** The station that sends from the address asked for, unrouted, when it is shared: it has other addresses, or sends to itself. */
function senderStation(input: DetectorInput, { target, context }: ArpQuestion): Sender | null {
  const { table, ttlMax } = input.observations.hosts.bindings;
  const address = (parseIpv4(target) ?? 0) | 0;
  for (let row = 0; row < table.size; row++) {
    const [chain, high, low, version, sent] = table.keys.subarray(row * 5, row * 5 + 5);
    if (chain !== context || version !== 4 || sent !== address || !INITIAL_TTLS.has(ttlMax[row])) continue;
    const station = formatStation(high, low) ?? '';
    const others = otherAddresses(input, { high, low, address });
    if (others.length > 0 || sendsToItself(input, address)) return { station, others };
  }
  return null;
}

/** What a station claims by ARP besides one address. */
function otherAddresses(
  { observations }: DetectorInput,
  { high, low, address }: { high: number; low: number; address: number },
): string[] {
  const { claims } = observations.tallies.control.arp;
  const others = new Set<string>();
  for (let row = 0; row < claims.size; row++) {
    const [, claimed, claimedHigh, claimedLow] = claims.table.keys.subarray(row * 4, row * 4 + 4);
    if (claimed !== address && claimedHigh === high && claimedLow === low) others.add(formatIpv4(claimed >>> 0));
  }
  return [...others];
}

/** ipvlan L3 on the pod's own interface: source and destination station are one. */
function sendsToItself({ flows: { view }, observations }: DetectorInput, address: number): boolean {
  for (view.flow = 0; view.flow < observations.tallies.flows.size; view.flow++) {
    if (!view.isIpv6 && view.addressWord(0) === address && view.sameStations(0)) return true;
  }
  return false;
}

function draft({ observations }: DetectorInput, question: ArpQuestion, { station, others }: Sender): Draft {
  const { asker, target, context, questions, first, last, frames } = question;
  return {
    severity: 'error',
    subject: target,
    summary: `${target} sends by ${station}${inChain(observations, context)} but does not answer ARP, and ${asker} has no route to it: answers to this ipvlan L3 pod cannot leave.`,
    count: questions,
    first,
    last,
    confidence: 0.8,
    evidence: [
      { fact: `questions of ${asker} without an answer`, value: questions, unit: 'questions', frames },
      { fact: 'station that sends from the address, unrouted', value: station },
      {
        fact: 'other addresses of that station',
        value: listed(others) || 'none; it sends to its own station address, as ipvlan L3 does',
      },
    ],
    displayFilter: `arp.dst.proto_ipv4 == ${target} || ip.src == ${target}`,
    alternatives: ['arp_ignore or an ARP filter on the node', 'a secondary address whose host does not answer'],
    next: {
      where: asker,
      command: `ip route get ${target}`,
      why: 'it should name the node as next hop, and not the link itself',
    },
    endpoints: [asker, target],
    context,
  };
}
