/** Nothing, or next to nothing, to judge by. */
import type { Scene } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';
import { counted } from '../wording.ts';

export const fewFrames = {
  id: 'few-frames',
  title: 'Too little to judge by',
  reference: 'docs/verdict.md',
  explain:
    'A handful of frames, or frames of no network layer, say nothing about how pods are attached. Capture longer, without a filter, and from before the pod starts: address tests, ' +
    'listener reports and ARP of the first seconds tell the most.',
  undiscounted: true,
  weigh,
} satisfies Signal;

/** Fewer packets than this are a glimpse: an ARP exchange and one request. */
const FEW = 6;
/** From here on there is something to judge by. */
const ENOUGH = 12;
const NOTHING = 25;
// The discount of thin captures makes all answers equal already (posterior.ts); of 48 labelled scenarios seen so thinly none was of another network than those listed.
const GLIMPSE = 3;

function weigh(scene: Scene): Reading[] {
  if (scene.tunnel !== null) return [];
  const nobody =
    scene.frames === 0 ||
    (scene.population.cards.length === 0 &&
      scene.population.pods.length === 0 &&
      scene.population.gateways.length === 0 &&
      scene.stationless === 0);
  if (
    nobody &&
    ![...scene.stations.values()].some(({ stpFrames, neighbourFrames }) => stpFrames + neighbourFrames > 0)
  ) {
    return [{ statement: 'no station is heard to speak for itself', weights: { unknown: NOTHING }, frames: [] }];
  }
  if (scene.frames >= ENOUGH)
    return [
      {
        statement: `${counted(scene.frames, 'packet')} of stations that speak for themselves`,
        weights: { unknown: -12 },
        frames: [],
      },
    ];
  if (scene.frames >= FEW) return [];
  return [{ statement: `only ${counted(scene.frames, 'packet')} of it`, weights: { unknown: GLIMPSE }, frames: [] }];
}
