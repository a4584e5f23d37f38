/** Unicast between two pods with unfinished checksums in both directions, beside other traffic of the node: delivered inside the node, yet visible on its uplink. */
import { everywhere, isPodId } from '../population.ts';
import type { Pair, Scene } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';
import { stationName } from '../wording.ts';

export const siblingChecksums = {
  id: 'sibling-checksums',
  title: 'Siblings exchange unfinished checksums on the uplink',
  reference: "Linux drivers/net/macvlan.c (macvlan_queue_xmit passes the lower device's taps); RFC 9293 §3.1",
  explain:
    'In bridge mode macvlan delivers frames between two pods itself, but passes them by the taps of the card: on the uplink they are visible, with checksums that no card ever ' +
    'finished, in both directions, while frames to the outside are finished. A bridge keeps such frames off its uplink; on the bridge device itself they look the same.',
  weigh,
} satisfies Signal;

// VEPA and private never deliver inside the node; a bridge's own device shows the same, its uplink does not.
const INSIDE: Record<string, number> = {
  'macvlan/bridge': 10,
  bridge: 10,
  'macvlan/private': -14,
  'macvlan/vepa': -14,
};
const ON_UPLINK: Record<string, number> = { ...INSIDE, 'macvlan/bridge': 12, bridge: 6 };

function weigh(scene: Scene): Reading[] {
  const siblings = [...scene.pairs.values()].filter((pair) => isPartial(scene, pair));
  if (siblings.length === 0) return [];
  const finished = hasFinished(scene);
  if (!finished && (siblings.length === 1 || everywhere(scene) !== null)) return [];
  const [{ a, b, firstFrame }] = siblings;
  return [
    {
      statement:
        `SYNs between ${stationName(a)} and ${stationName(b)} have unfinished checksums both ways` +
        (finished ? ', those to others are finished' : ', and no one station takes part in all conversations'),
      weights: finished && scene.interfaces === 1 ? ON_UPLINK : INSIDE,
      frames: [firstFrame],
    },
  ];
}

const isPartial = (scene: Scene, { a, b, unfinishedA, unfinishedB }: Pair): boolean =>
  unfinishedA > 0 && unfinishedB > 0 && isPodId(scene, a) && isPodId(scene, b);

/** On an uplink frames of pods to the outside are finished; a pod's own tap shows all of its frames unfinished. */
function hasFinished(scene: Scene): boolean {
  for (const { a, b, finished, unfinishedA, unfinishedB } of scene.pairs.values()) {
    if (finished > 1 && unfinishedA + unfinishedB === 0 && (isPodId(scene, a) || isPodId(scene, b))) return true;
  }
  return false;
}
