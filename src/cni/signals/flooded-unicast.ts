/** Inside a pod: frames between other stations, which only a bridge floods there. */
import { isPodLike } from '../population.ts';
import type { Scene, Station } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal } from '../signal.ts';
import { counted, stationName } from '../wording.ts';

export const floodedUnicast = {
  id: 'flooded-unicast',
  title: 'Frames for others reach the pod',
  reference: 'IEEE 802.1Q §8.8 (flooding of unknown destinations); Linux drivers/net/macvlan.c',
  explain:
    'A bridge floods frames for a destination it has not learnt to all its ports, so a pod sees some that are not for it. macvlan looks destinations up and never delivers another ' +
    "station's unicast, promiscuous or not. On an uplink or a switch such frames are ordinary.",
  weigh,
} satisfies Signal;

/** Share of all unicast that makes the pod the place of the capture. */
const OWN_SHARE = 0.7;
const WEIGHT = 14;

function weigh(scene: Scene): Reading[] {
  const me = podOf(scene);
  if (me === null) return [];
  const strange = [...scene.pairs.values()].filter(({ a, b, oneWay }) => a !== me.id && b !== me.id && oneWay);
  const all = [...scene.pairs.values()].filter(({ a, b }) => a !== me.id && b !== me.id);
  if (strange.length === 0 || strange.length !== all.length) return [];
  const frames = strange.reduce((sum, pair) => sum + pair.frames, 0);
  return [
    {
      statement: `${counted(frames, 'packet')} between other stations reached ${stationName(me.id)}, which takes part in all other conversations`,
      weights: { bridge: WEIGHT, 'vxlan/weave': 6, 'vxlan/flannel': 6 },
      frames: strange.map(({ firstFrame }) => firstFrame).slice(0, MAX_FRAMES),
    },
  ];
}

/** The one pod whose checksums are unfinished, when most unicast is its own. */
function podOf(scene: Scene): Station | null {
  const own = [...scene.stations.values()].filter(
    (station) =>
      isPodLike(station) &&
      station.unfinished > 0 &&
      station.finished === 0 &&
      station.sent + station.received >= OWN_SHARE * scene.unicast,
  );
  return own.length === 1 ? own[0] : null;
}
