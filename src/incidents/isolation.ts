/** Stations that answer others, but not this asker: what unanswered ARP questions look like when a host or network keeps two apart on purpose. */

import { ipv4Word } from '../base/addresses.ts';
import type { Segment } from '../cni/verdict.ts';
import { CLAIM_WORDS } from '../tally/arp.ts';
import type { Observations } from '../tally/observations.ts';
import { formatStation } from '../tally/station-text.ts';
import type { ArpQuestion } from './arp-questions.ts';
import { isUnanswered } from './detectors/arp-unanswered.ts';
import type { DetectorInput } from './finding.ts';
import { sumOf } from './group-by.ts';

/** KVM's prefix is "locally administered", and yet a network card's (OUI 52:54:00). */
const KVM = '52:54:00';

/** A verdict that gives macvlan less excludes it. */
const MIN_MACVLAN = 0.05;

/** An unanswered question whose target answers somebody else in the same place. */
export interface Isolation {
  question: ArpQuestion;
  /** Station of the target. */
  station: string;
  replies: number;
}

/** Every unanswered question for an address that answers others behind the same VLANs and tunnels, and was not gone by then. */
export function isolations({ observations, questions, segments }: DetectorInput): Isolation[] {
  const open = questions.filter((question) => question.targetAlive && isUnanswered(question));
  if (open.length === 0 || isElsewhere(segments)) return [];
  const answering = answeringStations(observations);
  return open.flatMap((question) => {
    const found = answering.get(`${question.context} ${ipv4Word(question.target)}`);
    return found === undefined ? [] : [{ question, ...found }];
  });
}

/** True when the verdict on no network leaves room for macvlan, which is what keeps them apart. */
const isElsewhere = (segments: readonly Segment[]): boolean =>
  segments.length > 0 &&
  segments.every(({ verdict: { candidates } }) => {
    const macvlan = candidates.filter(({ mode }) => mode === 'macvlan');
    return sumOf(macvlan, ({ probability }) => probability) < MIN_MACVLAN;
  });

/** The first station that answers for each address, by chain and address. */
function answeringStations({ tallies }: Observations): Map<string, Omit<Isolation, 'question'>> {
  const { claims, claimReplies } = tallies.control.arp;
  const { keys } = claims.table;
  const answering = new Map<string, Omit<Isolation, 'question'>>();
  for (let row = 0; row < claims.size; row++) {
    const at = row * CLAIM_WORDS;
    const key = `${keys[at]} ${keys[at + 1]}`;
    if (claimReplies[row] === 0 || answering.has(key)) continue;
    answering.set(key, { station: formatStation(keys[at + 2], keys[at + 3]) ?? '', replies: claimReplies[row] });
  }
  return answering;
}

/** True for the address of a network card: given by its maker, or by KVM. */
export const isCard = (station: string): boolean =>
  station.startsWith(KVM) || (Number.parseInt(station.slice(0, 2), 16) & 2) === 0;
