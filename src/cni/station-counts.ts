/** How many stations each scene has. Scenes are made of a sample of the flows; this counts what the tallies know. */
import { KeyTable } from '../base/key-table.ts';
import { MAX_STATIONS } from '../tally/key-table-layout.ts';
import type { Observations } from '../tally/observations.ts';
import type { Scene, Station } from './scene.ts';
import type { Scenes } from './scenes.ts';
import { stationId } from './station-id.ts';

/** Number of the scene, upper 16 and lower 32 bits of the station. */
const KEY_WORDS = 3;
const LOW = 2 ** 32;

/** Whether a station of a scene is there, and not only spoken to. */
export const hasSpoken = ({ sent, claims }: Station): boolean => sent > 0 || claims.size > 0;

/**
 * Stations that sent a frame or claimed an address, by scene. Where a station is on several networks, it is of the first. What the station tally refused
 * is in the report's limits.
 */
export function stationCounts(observations: Observations, scenes: Scenes): ReadonlyMap<Scene, number> {
  const counted = new StationsOfScenes();
  for (const scene of scenes.list) {
    for (const station of scene.stations.values()) if (hasSpoken(station)) counted.add(scene, station.id);
  }
  const { table, sent } = observations.hosts.stations;
  for (let row = 0; row < table.size; row++) {
    if (sent[row] <= 0) continue;
    const at = row * table.width;
    const id = stationId(table.keys[at + 1], table.keys[at + 2]);
    counted.add(scenes.of(table.keys[at], 0, id), id);
  }
  return counted.totals();
}

/** Each station of a scene once. */
class StationsOfScenes {
  /** All that the tally holds, and as many that are known by claims alone. */
  private readonly table = new KeyTable(KEY_WORDS, 2 * MAX_STATIONS);
  private readonly numbers = new Map<Scene, number>();
  private readonly key = new Int32Array(KEY_WORDS);

  add(scene: Scene, id: number): void {
    const number = this.numbers.get(scene) ?? this.numbers.size;
    this.numbers.set(scene, number);
    this.key[0] = number;
    this.key[1] = Math.floor(id / LOW);
    this.key[2] = id % LOW;
    this.table.rowOf(this.key, 0);
  }

  totals(): Map<Scene, number> {
    const { keys, size } = this.table;
    const counts = Array.from(this.numbers, () => 0);
    for (let row = 0; row < size; row++) counts[keys[row * KEY_WORDS]]++;
    return new Map(Array.from(this.numbers, ([scene, number]) => [scene, counts[number]]));
  }
}
