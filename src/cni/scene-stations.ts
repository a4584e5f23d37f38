/** The stations of a scene: found or made, up to a bound. */

import { isGroup } from '../tally/station-id.ts';
import type { Scene, Station } from './scene.ts';
import { stationKind } from './station-kind.ts';

/** Stations kept for one scene: as many as a /22 has addresses. A flood of random sources adds no knowledge, and each is looked at by forty signals. */
const MAX_STATIONS = 1024;

/** The station of a scene; null for 0 and when there are too many. */
export function stationOf(scene: Scene, id: number, frame: number): Station | null {
  const known = scene.stations.get(id);
  if (known !== undefined) return known;
  if (id === 0 || isGroup(id) || scene.stations.size >= MAX_STATIONS) return null;
  const station: Station = {
    id,
    kind: stationKind(id),
    firstFrame: frame,
    sent: 0,
    received: 0,
    selfSent: 0,
    selfFrame: 0,
    carried: new Set(),
    speech: new Map(),
    own: [],
    passed: [],
    near: [],
    claims: new Map(),
    finished: 0,
    unfinished: 0,
    identifiers: { ownFrame: 0, devices: new Map(), announced: false, foreign: null },
    solicitsRouters: false,
    testsAddress: false,
    neighbourFrames: 0,
    neighbourFrame: 0,
    stpFrames: 0,
    stpFrame: 0,
  };
  scene.stations.set(id, station);
  return station;
}
