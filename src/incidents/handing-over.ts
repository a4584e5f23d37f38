/** Askers that hand packets for others to the station they ask for: they know it, so they hear its answers. */
import { ipv4Word } from '../base/addresses.ts';
import { CLAIM_WORDS } from '../tally/arp.ts';
import { stationId } from '../tally/station-id.ts';
import type { ArpQuestion } from './arp-questions.ts';
import type { DetectorInput } from './finding.ts';
import { at } from './flow-facts.ts';
import { destinationOf } from './flow-stations.ts';

/** A kernel that hears no answer gives up after three questions, a second apart (mcast_solicit), and sends nothing more; in ns. */
const GIVE_UP_NS = 3e9;

/** A question and the stations that answer for its target. */
interface Suspect {
  question: ArpQuestion;
  stations: Set<number>;
}

/** Those of the questions whose asker uses the target as its router all the while. One pass over the flows when there are questions at all. */
export function handingOver(input: DetectorInput, questions: readonly ArpQuestion[]): Set<ArpQuestion> {
  const found = new Set<ArpQuestion>();
  if (questions.length === 0) return found;
  const { tallies } = input.observations;
  const suspects = suspectsByAsker(input, questions);
  const askers = new Set(questions.map(({ asker }) => ipv4Word(asker)));
  for (let flow = 0; flow < tallies.flows.size; flow++) {
    const view = at(input.flows.view, flow);
    if (view.isIpv6) continue;
    for (const direction of [0, 1] as const) {
      const asker = view.addressWord(direction);
      const known = askers.has(asker) ? suspects.get(`${view.context} ${asker}`) : undefined;
      if (known === undefined || view.packets(direction) === 0) continue;
      const station = destinationOf(tallies.flows, flow, direction);
      const remote = view.addressWord(direction === 0 ? 1 : 0);
      if (isClaimed(input, view.context, remote, station)) continue;
      for (const { question, stations } of known)
        if (stations.has(station) && view.last > question.first + GIVE_UP_NS) found.add(question);
    }
  }
  return found;
}

/** By chain and asker. */
function suspectsByAsker({ observations }: DetectorInput, questions: readonly ArpQuestion[]): Map<string, Suspect[]> {
  const { claims } = observations.tallies.control.arp;
  const { keys } = claims.table;
  const byAsker = new Map<string, Suspect[]>();
  const byTarget = new Map<string, Suspect[]>();
  const add = (map: Map<string, Suspect[]>, key: string, suspect: Suspect): void => {
    map.set(key, [...(map.get(key) ?? []), suspect]);
  };
  for (const question of questions) {
    const suspect = { question, stations: new Set<number>() };
    add(byAsker, `${question.context} ${ipv4Word(question.asker)}`, suspect);
    add(byTarget, `${question.context} ${ipv4Word(question.target)}`, suspect);
  }
  for (let row = 0; row < claims.size; row++) {
    const [context, address, high, low] = keys.subarray(row * CLAIM_WORDS, (row + 1) * CLAIM_WORDS);
    for (const { stations } of byTarget.get(`${context} ${address}`) ?? []) stations.add(stationId(high, low));
  }
  return byAsker;
}

/** True when the station claims the address: a packet for its own address says only that it is known by that one, as ipvlan pods of one node are. */
function isClaimed({ observations }: DetectorInput, context: number, address: number, station: number): boolean {
  const key = Int32Array.of(context, address, Math.floor(station / 2 ** 32), station | 0);
  return observations.tallies.control.arp.claims.table.find(key, 0) >= 0;
}
