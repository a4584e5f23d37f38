/** Gateways with random addresses: who else is beside them tells a link of two, a shared segment and two nodes apart. */
import { hasCards } from './population.ts';
import type { Scene, Station } from './scene.ts';
import type { Weights } from './signal.ts';

// A virtual gateway with near routed peers is what every routed or overlay pod sees, a bridged pod only when its bridge is its gateway (one in five), a macvlan pod never.
const LINK: Weights = {
  'macvlan/*': -16,
  'ipvlan/*': -12,
  'host-device/*': -12,
  'vlan/*': -12,
  none: -12,
  unknown: -8,
  bridge: -9,
};
// Where no station at all has a card's address, that is one fact with two effects: clouds that give every machine a locally administered address (AWS) give their routers one as well. There
// other machines are heard too, most of the time.
const LINK_CLOUD: Weights = { ...LINK, 'host-device/*': -10, none: -10 };

// The link of a routed pod has two ends; who hears another pod beside the gateway is on a segment that several share: a bridge that is their gateway, as flannel, Weave and kube-router
// make one too, or the network of a cloud. Labelled: of 91 captures of routed pods and of overlays without a bridge 2, of 14 behind such bridges all, of 7 in clouds 6. Open
// vSwitch hands on what one node's pods say to each other, but not their ARP; kubenet, which has no name here, is a bridge.
const SHARED: Weights = {
  ...LINK,
  bridge: 0,
  'native/*': -16,
  native: -10,
  'native/flannel-host-gw': -3,
  ptp: -16,
  'vxlan/*': -14,
  vxlan: -8,
  'vxlan/flannel': -3,
  'vxlan/weave': -3,
  'vxlan/antrea': -4,
  'vxlan/ovn-kubernetes': -4,
  'vxlan/kube-ovn': -4,
  'geneve/*': -4,
  'geneve/cilium': -14,
  'ipip/*': -14,
  'ipip/kube-router': -3,
  'wireguard/*': -14,
  wireguard: -8,
  'wireguard/flannel': -3,
  'gre/*': -4,
};
const SHARED_CLOUD: Weights = { ...SHARED, 'host-device/*': -5, none: -5 };

// Two of them that route for each other, and no pod: nodes of a cloud that gives out locally administered addresses, for which two cards would speak elsewhere; or the device of a tunnel
// between two nodes. Only flannel, Calico and OVN put a router of their own at each end of one; Cilium, Antrea and Weave leave the pods' own stations, and the other tunnels have none.
// Labelled: 20 of 183 captures of nodes that route, 21 of flannel's and Calico's devices, 2 of OVN's; none of 338 of ordinary hosts, of 218 of host-device, of 257 of bridges, of 65 of ptp, which
// knows one node.
const NODES: Weights = {
  none: -18,
  'host-device/*': -17,
  'macvlan/*': -17,
  'ipvlan/*': -16,
  'vlan/*': -16,
  unknown: -8,
  bridge: -15,
  ptp: -9,
  'vxlan/*': -12,
  vxlan: -3,
  'vxlan/flannel': 0,
  'vxlan/calico': 0,
  'vxlan/ovn-kubernetes': 0,
  'geneve/*': -12,
  geneve: -3,
  'geneve/ovn-kubernetes': 0,
  'geneve/kube-ovn': 0,
  'ipip/*': -12,
  'wireguard/*': -12,
  'gre/*': -12,
};

/** Weights of virtual gateways in a scene. */
export function virtualWeights(scene: Scene): Weights {
  if (isBetweenNodes(scene)) return NODES;
  const alone = !hasSiblings(scene);
  if (hasCards(scene)) return alone ? LINK : SHARED;
  return alone ? LINK_CLOUD : SHARED_CLOUD;
}

/** Two stations or more that speak for themselves, at one place: several places, or a node with all its links, show pods that do not hear each other. */
const hasSiblings = ({ population, cooked, interfaces }: Scene): boolean =>
  population.pods.length > 1 && population.gateways.some(isNear) && cooked === null && interfaces === 1;

/** Nobody speaks but two that pass on for others: the far ends of both directions are behind them. */
const isBetweenNodes = ({ population: { pods, cards, gateways } }: Scene): boolean =>
  pods.length + cards.length === 0 && gateways.length > 1 && gateways.every(isNear);

const isNear = ({ near }: Station): boolean => near.length > 0;
