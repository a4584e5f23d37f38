/** Pieces of display filters about stations: captures of all devices (LINUX_SLL, LINUX_SLL2) have no Ethernet header, and other fields. */
import { allInterfaces, type Observations } from '../tally/observations.ts';
import { and, or } from './display-filter.ts';

const COOKED_LINK_TYPES: readonly number[] = [113, 276];

/** A station, and the place where it was heard. */
interface Heard {
  place: number;
  station: string;
}

/** Frames from a station, as they came in. */
export const fromStation = (observations: Observations, { place, station }: Heard): string =>
  isCooked(observations, place) ? `sll.src.eth == ${station} && sll.pkttype != 4` : `eth.src == ${station}`;

/** Frames that these stations sent to groups. */
export function groupFramesFrom(observations: Observations, heard: readonly Heard[]): string {
  const plain = heard.filter(({ place }) => !isCooked(observations, place));
  const cooked = heard.filter(({ place }) => isCooked(observations, place));
  const parts = [
    plain.length === 0 ? '' : and(TO_GROUP, or(plain.map(({ station }) => `eth.src == ${station}`))),
    cooked.length === 0 ? '' : and(COOKED_TO_GROUP, or(cooked.map(({ station }) => `sll.src.eth == ${station}`))),
  ].filter((part) => part !== '');
  return parts.length > 1 ? or(parts.map((part) => `(${part})`)) : parts.join('');
}

const TO_GROUP = 'eth.dst.ig == 1';
const COOKED_TO_GROUP = '(sll.pkttype == 1 || sll.pkttype == 2)';

function isCooked(observations: Observations, place: number): boolean {
  const { interface: index } = observations.tallies.places.list[place];
  return COOKED_LINK_TYPES.includes(allInterfaces(observations)[index].facts.linkType);
}
