/** Which station addresses belong to which device, as far as the capture tells. */
import { parseMac } from '../base/addresses.ts';
import type { Observations } from '../tally/observations.ts';

/** cooked packet type "from us": packet(7). */
const FROM_US = 4;

/** By place: stations that this computer itself sends from there. */
export type OwnStations = ReadonlyMap<number, ReadonlySet<string>>;

/** From captures of all devices; empty for others. */
export function ownStations({ tallies }: Observations): OwnStations {
  const own = new Map<number, Set<string>>();
  const places = new Map(tallies.places.list.map(({ interfaceIndex }, place) => [interfaceIndex, place]));
  for (const { station, interfaceIndex, type } of tallies.cooked.list()) {
    const place = places.get(interfaceIndex);
    if (type !== FROM_US || place === undefined || interfaceIndex === 0) continue;
    own.set(place, (own.get(place) ?? new Set()).add(stationText(station)));
  }
  return own;
}

/** True when a station sent any frame behind these VLANs and tunnels. */
export function sendsAt({ hosts }: Observations, context: number, station: string): boolean {
  const bytes = parseMac(station);
  if (bytes === null) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const row = hosts.stations.table.find(Int32Array.of(context, view.getUint16(0), view.getInt32(2)), 0);
  return row >= 0 && hosts.stations.sent[row] > 0;
}

/** 48 bits as text. */
const stationText = (station: number): string =>
  station
    .toString(16)
    .padStart(12, '0')
    .replace(/..(?=.)/g, '$&:');
