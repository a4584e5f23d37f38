/** Pods start within the capture, and nothing of a bridge shows. */
import { isPodLike } from '../population.ts';
import type { Scene, Station } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal } from '../signal.ts';
import { listed, stationName } from '../wording.ts';

export const quietStart = {
  id: 'quiet-start',
  title: 'Pods start and no bridge shows',
  reference: 'containernetworking/plugins: plugins/main/bridge; RFC 4861 §6.3.7 (solicitations of the first seconds)',
  explain:
    'A pod solicits routers in the seconds after its interface comes up. On a bridge that is also when the host end of its veth tests its address and when a new bridge changes its ' +
    'own: see silent-veth and bridge-address-changed. Where pods start and neither is seen, a bridge is less likely, though one that is older, or seen from beyond the uplink, stays quiet.',
  weigh,
} satisfies Signal;

// In the lab a bridge stays unseen in about three captures of ten that hold solicitations of its pods: −5, rounded towards doubt.
const AGAINST = -4;

function weigh(scene: Scene): Reading[] {
  if (scene.tunnel !== null || scene.cooked !== null) return [];
  const starting = scene.population.pods.filter(({ solicitsRouters }) => solicitsRouters);
  if (starting.length === 0 || scene.infrastructure.some(isBridgeMark)) return [];
  return [
    {
      statement: `router solicitations from ${listed(starting.map(({ id }) => stationName(id)))} as after a start, and no bridge shows itself`,
      weights: { bridge: AGAINST },
      frames: starting.map(({ neighbourFrame }) => neighbourFrame).slice(0, MAX_FRAMES),
    },
  ];
}

/** A station that one of the bridge signals may speak of. */
const isBridgeMark = (station: Station): boolean =>
  station.identifiers.foreign !== null ||
  (isPodLike(station) &&
    (station.stpFrames > 0 || (station.neighbourFrames > 0 && station.sent === 0 && !station.solicitsRouters)));
