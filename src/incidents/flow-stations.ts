/** Stations of flows as numbers of 48 bits, for walks over all of them. */
import { stationId } from '../cni/scene-stations.ts';
import { stationKind } from '../cni/station-kind.ts';
import * as Entry from '../tally/flow-entry-layout.ts';
import type { FlowTable } from '../tally/flow-table.ts';

/** I/G of an address (IEEE 802.3 §3.2.3). */
const GROUP_BIT = 2 ** 40;

/** Source station of a direction; 0 where the link has none. */
export function sourceOf({ words }: FlowTable, flow: number, direction: 0 | 1): number {
  const at = flow * Entry.WORDS + Entry.StationsA + 3 * direction;
  return stationId(words[at + 1], words[at + 2]);
}

/** Destination station of a direction; 0 where the link has none, and for groups. */
export function destinationOf({ words }: FlowTable, flow: number, direction: 0 | 1): number {
  const at = flow * Entry.WORDS + Entry.StationsA + 3 * direction;
  const station = stationId(words[at] >>> 16, (words[at] << 16) | (words[at + 1] >>> 16));
  return Math.floor(station / GROUP_BIT) % 2 === 0 ? station : 0;
}

/** From text with colons. */
export const stationNumber = (station: string): number => Number.parseInt(station.replaceAll(':', ''), 16);

/** True for addresses as the kernel or a network plugin gives them to pods. */
export function isPodStation(station: number): boolean {
  const kind = station === 0 ? 'nic' : stationKind(station);
  return kind === 'random' || kind === 'ovn' || kind === 'docker';
}
