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
// Where no station at all has a card's address, that is one fact with two effects: clouds that give every machine a locally administered address (AWS) give their routers one as well.
const LINK_CLOUD: Weights = { ...LINK, 'host-device/*': -5, none: -5 };

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

/** Weights of virtual gateways in a scene. */
export function virtualWeights(scene: Scene): Weights {
  const alone = !hasSiblings(scene);
  if (hasCards(scene)) return alone ? LINK : SHARED;
  return alone ? LINK_CLOUD : SHARED_CLOUD;
}

/** Two stations or more that speak for themselves, at one place: several places, or a node with all its links, show pods that do not hear each other. */
const hasSiblings = ({ population, cooked, interfaces }: Scene): boolean =>
  population.pods.length > 1 && population.gateways.some(isNear) && cooked === null && interfaces === 1;

const isNear = ({ near }: Station): boolean => near.length > 0;
