/** Which station addresses belong to which device, as far as the capture tells. */

import type { Observations } from '../tally/observations.ts';
import * as PacketType from '../wire/packet-type.ts';

/** Key of the station that is looked up: chain, upper 16 bits, lower 32; one for all look-ups, of which there are as many as flows. */
const SOUGHT = new Int32Array(3);

/** By place: stations that this computer itself sends from there. */
export type OwnStations = ReadonlyMap<number, ReadonlySet<string>>;

/** From captures of all devices; empty for others. */
export function ownStations({ tallies }: Observations): OwnStations {
  const own = new Map<number, Set<string>>();
  const places = new Map(tallies.places.list.map(({ interfaceIndex }, place) => [interfaceIndex, place]));
  for (const { station, interfaceIndex, type } of tallies.cooked.list()) {
    const place = places.get(interfaceIndex);
    if (type !== PacketType.FromUs || place === undefined || interfaceIndex === 0) continue;
    own.set(place, (own.get(place) ?? new Set()).add(stationText(station)));
  }
  return own;
}

/** True when a station, by its upper 16 and lower 32 bits, sent any frame behind these VLANs and tunnels. */
export function sendsAt({ hosts }: Observations, context: number, high: number, low: number): boolean {
  SOUGHT[0] = context;
  SOUGHT[1] = high;
  SOUGHT[2] = low;
  const row = hosts.stations.table.find(SOUGHT, 0);
  return row >= 0 && hosts.stations.sent[row] > 0;
}

/** 48 bits as text. */
const stationText = (station: number): string =>
  station
    .toString(16)
    .padStart(12, '0')
    .replace(/..(?=.)/g, '$&:');
