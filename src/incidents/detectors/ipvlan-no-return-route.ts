/** ipvlan L3 pods whose network nobody has a route to. */

import { formatIpv4, ipv4Word } from '../../base/addresses.ts';
import { CLAIM_WORDS } from '../../tally/arp.ts';
import { BINDING_WORDS } from '../../tally/hosts.ts';
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
  detect: (input) => {
    const open = input.questions.filter(isUnanswered);
    if (open.length === 0) return [];
    const senders = new Senders(input, new Set(open.map(({ target }) => ipv4Word(target))));
    return open.flatMap((question) => {
      const sender = senders.of(question);
      return sender === null ? [] : [draft(input, question, sender)];
    });
  },
};

interface Sender {
  station: string;
  /** Other addresses of the same station. */
  others: string[];
}

/** What the addresses asked for send, found in one pass over each table however many questions there are. */
class Senders {
  /** Chain and address → stations that send from it, unrouted, as (high, low). */
  private readonly stations = new Map<string, [number, number][]>();
  /** Station → addresses that it claims by ARP. */
  private readonly claims = new Map<string, Set<number>>();
  /** Addresses that send to their own station: ipvlan L3 on the pod's own interface. */
  private readonly toThemselves = new Set<number>();

  constructor(input: DetectorInput, asked: ReadonlySet<number>) {
    this.addStations(input, asked);
    this.addClaims(input);
    this.addSelfSenders(input, asked);
  }

  /** The station that sends from the address asked for, unrouted, when it is shared: it has other addresses, or sends to itself. */
  of({ target, context }: ArpQuestion): Sender | null {
    const address = ipv4Word(target);
    for (const [high, low] of this.stations.get(`${context} ${address}`) ?? []) {
      const claimed = [...(this.claims.get(`${high} ${low}`) ?? [])].filter((other) => other !== address);
      if (claimed.length === 0 && !this.toThemselves.has(address)) continue;
      return { station: formatStation(high, low) ?? '', others: claimed.map((other) => formatIpv4(other >>> 0)) };
    }
    return null;
  }

  private addStations({ observations }: DetectorInput, asked: ReadonlySet<number>): void {
    const { table, ttlMax } = observations.hosts.bindings;
    const { keys } = table;
    for (let row = 0; row < table.size; row++) {
      const at = row * BINDING_WORDS;
      const address = keys[at + 4];
      if (keys[at + 3] !== 4 || !asked.has(address) || !INITIAL_TTLS.has(ttlMax[row])) continue;
      const key = `${keys[at]} ${address}`;
      const stations = this.stations.get(key) ?? [];
      this.stations.set(key, stations);
      stations.push([keys[at + 1], keys[at + 2]]);
    }
  }

  private addClaims({ observations }: DetectorInput): void {
    const wanted = new Set([...this.stations.values()].flat().map(([high, low]) => `${high} ${low}`));
    const { claims } = observations.tallies.control.arp;
    const { keys } = claims.table;
    for (let row = 0; row < claims.size; row++) {
      const at = row * CLAIM_WORDS;
      const station = `${keys[at + 2]} ${keys[at + 3]}`;
      if (wanted.has(station)) this.claims.set(station, (this.claims.get(station) ?? new Set()).add(keys[at + 1]));
    }
  }

  private addSelfSenders({ flows: { view }, observations }: DetectorInput, asked: ReadonlySet<number>): void {
    for (view.flow = 0; view.flow < observations.tallies.flows.size; view.flow++) {
      const address = view.addressWord(0);
      if (!view.isIpv6 && asked.has(address) && view.sameStations(0)) this.toThemselves.add(address);
    }
  }
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
