/** `any` captures: pods' packets that are addressed to the node itself, which then routes them. */
import * as PacketType from '../../wire/packet-type.ts';
import { isBehindGatewayBridge, MIN_TYPED, passesOn } from '../passed-on.ts';
import { hasCards } from '../population.ts';
import type { CookedFacts, Scene, Station } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal, type Weights } from '../signal.ts';
import { counted, listed, stationName } from '../wording.ts';

export const handedToNode = {
  id: 'handed-to-node',
  group: 'across-node',
  title: 'Pods hand their packets to the node',
  reference: 'packet(7) packet types; containernetworking/plugins: plugins/main/ptp; Calico and Cilium pod links',
  explain:
    'With ptp, Calico and Cilium the pod\'s next hop is the node\'s end of its veth: in a capture on all devices its packets are of the type "to us" and never "to another host". A bridge ' +
    'that is no gateway, and macvlan, pass frames that are for others. Where the bridge is the gateway, each frame is for another host on the port and for the node on the bridge. A machine that sends nothing but its own, and by one device, passes on nothing: the others talk with it.',
  weigh,
} satisfies Signal;

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

// By a bridge that is their gateway, as flannel and kube-router make one too: 6 of 6 labelled captures of flannel's host-gw whose nodes have cards, and none of 265 others on all devices.
const BY_BRIDGE: Record<string, number> = {
  ...ROUTED,
  bridge: 0,
  'native/*': -16,
  native: -10,
  'native/flannel-host-gw': 0,
  ptp: -16,
  'vxlan/*': -14,
  'vxlan/flannel': 0,
  'geneve/*': -14,
  'ipip/*': -14,
  'ipip/kube-router': 0,
  'wireguard/*': -14,
  'wireguard/flannel': 0,
};

function weigh(scene: Scene): Reading[] {
  const { cooked } = scene;
  if (cooked === null || cooked.switched.size > 0) return [];
  const mayPassOn = passesOn(scene, cooked);
  const handed = scene.population.pods.filter(
    ({ id }) => (cooked.types.get(id)?.[PacketType.ToUs] ?? 0) >= MIN_TYPED && mayPassOn(id),
  );
  const bridged = handed.filter(({ id }) => isBehindGatewayBridge(cooked, id));
  if (bridged.length > 0)
    return [read(bridged, cooked, 'for the node on a bridge, and for another host on its port', BY_BRIDGE)];
  const routed = handed.filter(({ id }) => cooked.types.get(id)?.[PacketType.ToOther] === 0);
  return routed.length === 0
    ? []
    : [read(routed, cooked, 'addressed to the node itself', hasCards(scene) ? ROUTED : ROUTED_CLOUD)];
}

function read(pods: readonly Station[], { types }: CookedFacts, how: string, weights: Weights): Reading {
  const frames = pods.reduce((sum, { id }) => sum + (types.get(id)?.[PacketType.ToUs] ?? 0), 0);
  return {
    statement: `${counted(frames, 'frame')} of ${listed(pods.map(({ id }) => stationName(id)))} are ${how}`,
    weights,
    frames: pods.map(({ firstFrame }) => firstFrame).slice(0, MAX_FRAMES),
  };
}
