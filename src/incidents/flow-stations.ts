/** Stations of flows as numbers of 48 bits, for walks over all of them. */

import { stationKind } from '../cni/station-kind.ts';
import * as Entry from '../tally/flow-entry-layout.ts';
import type { FlowTable } from '../tally/flow-table.ts';
import { destinationId, isGroup, sourceId } from '../tally/station-id.ts';

/** Source station of a direction; 0 where the link has none. */
export function sourceOf({ words }: FlowTable, flow: number, direction: 0 | 1): number {
  return sourceId(words, flow * Entry.WORDS + Entry.StationsA + 3 * direction);
}

/** Destination station of a direction; 0 where the link has none, and for groups. */
export function destinationOf({ words }: FlowTable, flow: number, direction: 0 | 1): number {
  const station = destinationId(words, flow * Entry.WORDS + Entry.StationsA + 3 * direction);
  return isGroup(station) ? 0 : station;
}

/** From text with colons. */
export const stationNumber = (station: string): number => Number.parseInt(station.replaceAll(':', ''), 16);

/** True for addresses as the kernel or a network plugin gives them to pods. */
export function isPodStation(station: number): boolean {
  const kind = station === 0 ? 'nic' : stationKind(station);
  return kind === 'random' || kind === 'ovn' || kind === 'docker';
}
