/** How many stations each scene has. Scenes are made of a sample of the flows; this counts what the tallies know. */
import type { Observations } from '../tally/observations.ts';
import { stationId } from '../tally/station-id.ts';
import type { Scene, Station } from './scene.ts';
import type { Scenes } from './scenes.ts';

/** Whether a station of a scene is there, and not only spoken to. */
export const hasSpoken = ({ sent, claims }: Station): boolean => sent > 0 || claims.size > 0;

/**
 * Stations that sent a frame or claimed an address, by scene. Where a station is on several networks, it is of the first. What the station tally refused
 * is in the report's limits.
 */
export function stationCounts(observations: Observations, scenes: Scenes): ReadonlyMap<Scene, number> {
  const heard = new Map(
    scenes.list.map((scene) => [scene, [...scene.stations.values()].filter(hasSpoken).map(({ id }) => id)]),
  );
  const { table, sent } = observations.hosts.stations;
  for (let row = 0; row < table.size; row++) {
    if (sent[row] <= 0) continue;
    const at = row * table.width;
    const id = stationId(table.keys[at + 1], table.keys[at + 2]);
    heard.get(scenes.of(table.keys[at], 0, id))?.push(id);
  }
  return new Map(Array.from(heard, ([scene, ids]) => [scene, distinct(ids)]));
}

function distinct(ids: readonly number[]): number {
  const sorted = Float64Array.from(ids).sort();
  let count = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) count++;
  return count;
}
