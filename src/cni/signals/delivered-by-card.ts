/** `any` captures: frames for pods that are to another host as far as the card knows, and that no other device hands on. */
import * as PacketType from '../../wire/packet-type.ts';
import { isBehindGatewayBridge, isOwn } from '../passed-on.ts';
import { isPodLike } from '../population.ts';
import type { CookedFacts, Scene, Station } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal } from '../signal.ts';
import { counted, listed, stationName } from '../wording.ts';

export const deliveredByCard = {
  id: 'delivered-by-card',
  title: 'The card delivers to pods by itself',
  reference: 'packet(7) packet types; Linux drivers/net/macvlan.c (macvlan_handle_frame)',
  explain:
    "With macvlan the node records pods' frames on its card alone, as frames to another host, and never a second time on a veth or a bridge. Between two pods of the node both " +
    'directions are of this type, with unfinished checksums. A capture inside a pod, or on a host that merely overhears, lacks one of the two.',
  weigh,
} satisfies Signal;

/** Fewer frames may be strays that a switch flooded. */
const MIN_FRAMES = 3;
// A bridge would have shown the frames again; a host that overhears would not send for the pod's station.
const WEIGHT = 21;

function weigh(scene: Scene): Reading[] {
  const { cooked } = scene;
  if (cooked === null || [...cooked.switched.values()].some(({ frames }) => frames > 1)) return [];
  const toOthers = [...cooked.types]
    .filter(([id]) => !isBehindGatewayBridge(cooked, id))
    .reduce((sum, [, types]) => sum + types[PacketType.ToOther], 0);
  const pods = candidates(scene).filter(({ id }) => isOwn(cooked, id));
  if (
    pods.length === 0 ||
    toOthers < MIN_FRAMES ||
    pods.some(({ id }) => (cooked.types.get(id)?.[PacketType.ToUs] ?? 0) > 0 || isOnSeveral(cooked, id))
  )
    return [];
  return [
    {
      statement: `${counted(toOthers, 'frame')} between the network and ${listed(pods.map(({ id }) => stationName(id)))}, which this node sends for, are "to another host" and seen on one device only`,
      weights: {
        'macvlan/bridge': WEIGHT,
        'macvlan/private': WEIGHT,
        'macvlan/vepa': WEIGHT,
        none: -6,
        'host-device/*': -6,
        'macvlan/passthru': -3,
      },
      frames: pods.map(({ firstFrame }) => firstFrame).slice(0, MAX_FRAMES),
    },
  ];
}

/** Stations whose frames are the pods': random addresses, or, where there are none, addresses given up for static ones. */
function candidates(scene: Scene): Station[] {
  const pods = scene.population.pods;
  if (pods.length > 0) return pods;
  return [...scene.stations.values()].filter((station) => !isPodLike(station) && station.identifiers.foreign !== null);
}

const isOnSeveral = ({ ways }: CookedFacts, id: number): boolean => {
  const way = ways.get(id);
  return way !== undefined && new Set([...way.into, ...way.out]).size > 1;
};
