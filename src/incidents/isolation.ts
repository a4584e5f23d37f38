/** Stations that answer others, but not this asker: what unanswered ARP questions look like when a host or network keeps two apart on purpose. */
import { parseIpv4 } from '../base/addresses.ts';
import { formatStation } from '../tally/station-text.ts';
import type { ArpQuestion } from './arp-questions.ts';
import { isUnanswered } from './detectors/arp-unanswered.ts';
import type { DetectorInput } from './finding.ts';

/** KVM's prefix is "locally administered", and yet a network card's (OUI 52:54:00). */
const KVM = '52:54:00';

/** An unanswered question whose target answers somebody else in the same place. */
export interface Isolation {
  question: ArpQuestion;
  /** Station of the target. */
  station: string;
  replies: number;
}

/** Every unanswered question for an address that answers others behind the same VLANs and tunnels. */
export function isolations({ observations, questions }: DetectorInput): Isolation[] {
  const open = questions.filter(isUnanswered);
  if (open.length === 0) return [];
  const { claims, claimReplies } = observations.tallies.control.arp;
  return open.flatMap((question) => {
    const target = (parseIpv4(question.target) ?? 0) | 0;
    for (let row = 0; row < claims.size; row++) {
      const [context, address, high, low] = claims.table.keys.subarray(row * 4, row * 4 + 4);
      if (context === question.context && address === target && claimReplies[row] > 0)
        return [{ question, station: formatStation(high, low) ?? '', replies: claimReplies[row] }];
    }
    return [];
  });
}

/** True for the address of a network card: given by its maker, or by KVM. */
export const isCard = (station: string): boolean =>
  station.startsWith(KVM) || (Number.parseInt(station.slice(0, 2), 16) & 2) === 0;
