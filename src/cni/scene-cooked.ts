/** What captures of all devices tell of stations: on how many devices, in which direction, switched or reflected. */
import type { Observations } from '../tally/observations.ts';
import type { Sightings } from '../tally/sightings.ts';
import type { CookedFacts } from './scene.ts';
import { stationId } from './scene-stations.ts';
import type { Scenes } from './scenes.ts';

/** Packet types of packet(7), 0 to 4. */
const TYPES = 5;
const TO_US = 0;
const TO_OTHER = 3;
const FROM_US = 4;
const MAX_ROWS = 20_000;

/** Adds the cooked facts to the scene outside of VLANs and tunnels: cooked headers are the outermost. */
export function addCooked({ tallies }: Observations, scenes: Scenes): void {
  const { cooked } = tallies;
  const root = scenes.of(0);
  if (cooked.sightings.size === 0) return;
  const types = new Map<number, number[]>();
  const devices = new Set<number>();
  const ways: CookedFacts['ways'] = new Map();
  for (const row of cooked.list().slice(0, MAX_ROWS)) {
    const counts = types.get(row.station) ?? new Array<number>(TYPES).fill(0);
    if (row.type < TYPES) counts[row.type] += row.frames;
    types.set(row.station, counts);
    devices.add(row.interfaceIndex);
    const way = ways.get(row.station) ?? { into: new Set(), out: new Set() };
    if (row.type === TO_US || row.type === TO_OTHER) way.into.add(row.interfaceIndex);
    if (row.type === FROM_US) way.out.add(row.interfaceIndex);
    ways.set(row.station, way);
  }
  root.cooked = {
    types,
    switched: byStation(cooked.switched),
    reflected: byStation(cooked.reflected),
    devices: devices.size,
    ways,
  };
}

function byStation(sightings: Sightings): Map<number, { frames: number; firstFrame: number }> {
  const found = new Map<number, { frames: number; firstFrame: number }>();
  const { keys } = sightings.table;
  for (let row = 0; row < Math.min(sightings.size, MAX_ROWS); row++) {
    found.set(stationId(keys[row * 2], keys[row * 2 + 1]), {
      frames: sightings.frames[row],
      firstFrame: sightings.firstFrame[row],
    });
  }
  return found;
}
