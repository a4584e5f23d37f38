/** `any` captures: pods' packets that are addressed to the node itself, which then routes them. */
import * as PacketType from '../../wire/packet-type.ts';
import { passesOn } from '../passed-on.ts';
import { hasCards } from '../population.ts';
import type { Scene } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal } from '../signal.ts';
import { counted, listed, stationName } from '../wording.ts';

export const handedToNode = {
  id: 'handed-to-node',
  group: 'across-node',
  title: 'Pods hand their packets to the node',
  reference: 'packet(7) packet types; containernetworking/plugins: plugins/main/ptp; Calico and Cilium pod links',
  explain:
    'With ptp, Calico and Cilium the pod\'s next hop is the node\'s end of its veth: in a capture on all devices its packets are of the type "to us" and never "to another host". A bridge ' +
    'that is no gateway, and macvlan, pass frames that are for others. A machine that sends nothing but its own, and by one device, passes on nothing: the others talk with it.',
  weigh,
} satisfies Signal;

/** Packets before their type tells anything. */
const MIN_FRAMES = 3;
// Pods on a bridge show their frames "to another host" on the veth in any case; macvlan and ipvlan pods do not send to the node at all.
const ROUTED: Record<string, number> = {
  bridge: -16,
  'macvlan/*': -20,
  'ipvlan/*': -18,
  'host-device/*': -18,
  'vlan/*': -15,
  none: -13,
  unknown: -10,
};

// Where no station has a card's address, the senders may be other machines of a cloud that gives all of them locally administered ones (AWS).
const ROUTED_CLOUD: Record<string, number> = { ...ROUTED, 'host-device/*': -5, none: -5 };

function weigh(scene: Scene): Reading[] {
  const { cooked } = scene;
  if (cooked === null || cooked.switched.size > 0) return [];
  const mayPassOn = passesOn(scene, cooked);
  const pods = scene.population.pods.filter(
    ({ id }) =>
      (cooked.types.get(id)?.[PacketType.ToUs] ?? 0) >= MIN_FRAMES &&
      cooked.types.get(id)?.[PacketType.ToOther] === 0 &&
      mayPassOn(id),
  );
  if (pods.length === 0) return [];
  const frames = pods.reduce((sum, { id }) => sum + (cooked.types.get(id)?.[PacketType.ToUs] ?? 0), 0);
  return [
    {
      statement: `${counted(frames, 'frame')} of ${listed(pods.map(({ id }) => stationName(id)))} are addressed to the node itself`,
      weights: hasCards(scene) ? ROUTED : ROUTED_CLOUD,
      frames: pods.map(({ firstFrame }) => firstFrame).slice(0, MAX_FRAMES),
    },
  ];
}
