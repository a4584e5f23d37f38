/** Pods start within the capture, and nothing of a bridge shows. */
import { isPodLike } from '../population.ts';
import type { Scene, Station } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal } from '../signal.ts';
import { listed, stationName } from '../wording.ts';

export const quietStart = {
  id: 'quiet-start',
  title: 'Pods start and no bridge shows',
  reference: 'containernetworking/plugins: plugins/main/bridge; RFC 4862 §5.4; RFC 7559 (solicitations go on)',
  explain:
    'A pod tests its link-local address once, in the second after its interface comes up. On a bridge that is also when the host end of its veth tests its own and when a new bridge ' +
    'changes its address: see silent-veth and bridge-address-changed. Where pods start and neither is seen, a bridge is less likely, unless the node has IPv6 switched off on its own ' +
    'devices. Router solicitations alone are no start: where no router answers, they go on for hours.',
  weigh,
} satisfies Signal;

// Of 54 labelled captures of bridges none holds its pods' address tests and hides the bridge; of 68 of macvlan 26 hold tests and show none. But nodes that have IPv6 off on their own
// devices stay quiet: one in five.
const AGAINST = -7;

function weigh(scene: Scene): Reading[] {
  if (scene.tunnel !== null || scene.cooked !== null) return [];
  const starting = scene.population.pods.filter(({ testsAddress }) => testsAddress);
  if (starting.length === 0 || scene.infrastructure.some(isBridgeMark)) return [];
  return [
    {
      statement: `address tests from ${listed(starting.map(({ id }) => stationName(id)))} as at a start, and no bridge shows itself`,
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
