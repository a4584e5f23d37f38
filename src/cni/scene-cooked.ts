/** What captures of all devices tell of stations: on how many devices, in which direction, switched or reflected. */

import type { Observations } from '../tally/observations.ts';
import type { Sightings } from '../tally/sightings.ts';
import { stationId } from '../tally/station-id.ts';
import * as PacketType from '../wire/packet-type.ts';
import type { CookedFacts } from './scene.ts';
import type { Scenes } from './scenes.ts';

/** Packet types of packet(7), 0 to 4. */
const TYPES = 5;
const MAX_ROWS = 20_000;

/** Adds the cooked facts to the scenes outside of VLANs and tunnels: cooked headers are the outermost. */
export function addCooked({ tallies }: Observations, scenes: Scenes): void {
  const { cooked } = tallies;
  const devices = new Map<CookedFacts, Set<number>>();
  for (const row of cooked.list().slice(0, MAX_ROWS)) {
    const facts = (scenes.of(0, row.place).cooked ??= emptyFacts());
    const counts = facts.types.get(row.station) ?? new Array<number>(TYPES).fill(0);
    if (row.type < TYPES) counts[row.type] += row.frames;
    facts.types.set(row.station, counts);
    const seen = devices.get(facts) ?? new Set();
    devices.set(facts, seen.add(row.interfaceIndex));
    facts.devices = seen.size;
    const way = facts.ways.get(row.station) ?? { into: new Set(), out: new Set() };
    if (row.type === PacketType.ToUs || row.type === PacketType.ToOther) way.into.add(row.interfaceIndex);
    if (row.type === PacketType.FromUs) way.out.add(row.interfaceIndex);
    facts.ways.set(row.station, way);
  }
  addStations(cooked.switched, scenes, 'switched');
  addStations(cooked.reflected, scenes, 'reflected');
}

const emptyFacts = (): CookedFacts => ({
  types: new Map(),
  switched: new Map(),
  reflected: new Map(),
  devices: 0,
  ways: new Map(),
});

function addStations(sightings: Sightings, scenes: Scenes, kind: 'switched' | 'reflected'): void {
  const { keys } = sightings.table;
  for (let row = 0; row < Math.min(sightings.size, MAX_ROWS); row++) {
    const facts = (scenes.of(0, sightings.firstPlace[row]).cooked ??= emptyFacts());
    facts[kind].set(stationId(keys[row * 2], keys[row * 2 + 1]), {
      frames: sightings.frames[row],
      firstFrame: sightings.firstFrame[row],
    });
  }
}
