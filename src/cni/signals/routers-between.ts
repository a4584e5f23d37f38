/** How many routers stand between pods and those they talk with: two when these are pods of another node, one when they are siblings or the node's neighbours. */
import { isOwn } from '../passed-on.ts';
import { hasCards, hops, isVirtual } from '../population.ts';
import type { CookedFacts, Scene, Speech } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal, type Weights } from '../signal.ts';
import { addressName, listed } from '../wording.ts';
import { handedToNode } from './handed-to-node.ts';

export const routersBetween = {
  id: 'routers-between',
  title: 'Routers between pods and their peers',
  reference: 'RFC 1812 §5.3.1 (TTL); Calico, flannel and AWS VPC routing; cilium bpf/bpf_lxc.c; ovn logical routers',
  explain:
    "Where a product routes, a pod of another node is behind two nodes, and each lowers the TTL: 62 inside the pod. ptp and a bridge that is the pods' gateway know one node: siblings and " +
    "the node's neighbours come with 63. Cilium's and OVN's tunnels lower it once. In a capture on all devices the packets of other nodes' pods come in through a card that routes for " +
    'them; a neighbour of the node speaks for itself.',
  weigh,
} satisfies Signal;

// Everybody is two routers away or farther: of 96 labelled captures inside of pods whose packets two nodes route 94 show that, of 15 of ptp one, of 24 behind a bridge none, of 16 of Cilium's
// tunnels none, of 10 of OVN's one (its interconnection of nodes has two). Clients that are a router away from the node look the same.
const TWO: Weights = {
  ptp: -8,
  bridge: -8,
  'vxlan/cilium': -8,
  'geneve/cilium': -8,
  'geneve/ovn-kubernetes': -4,
  none: -4,
  'host-device/*': -4,
};
// Nobody is: pods that two nodes route would talk with siblings and neighbours of the node alone. None of these 96 does; with many pods on a node one in five may.
const ONE: Weights = {
  'native/*': -6,
  'vxlan/flannel': -6,
  'vxlan/calico': -6,
  'vxlan/antrea': -6,
  'geneve/antrea': -6,
  'ipip/*': -6,
  'wireguard/*': -6,
  'gre/*': -6,
};
// On the node itself: another card passes on what its pods are sent (all of 26 labelled captures of products that route, 6 of 13 of ptp: a client behind a router looks the same; none of bridges).
const BEHIND_CARD: Weights = { ptp: -3, bridge: -5 };

function weigh(scene: Scene): Reading[] {
  if (scene.tunnel !== null) return [];
  return scene.cooked === null ? insidePod(scene) : onNode(scene, scene.cooked);
}

function insidePod(scene: Scene): Reading[] {
  const { pods, gateways } = scene.population;
  const peers = gateways.filter(isVirtual).flatMap(({ near }) => near);
  if (pods.length === 0 || peers.length === 0 || hasCards(scene)) return [];
  if (peers.every((peer) => hops(peer) > 1)) return [read('two routers away or farther', peers, TWO)];
  return peers.every((peer) => hops(peer) === 1) ? [read('one router away', peers, ONE)] : [];
}

function onNode(scene: Scene, cooked: CookedFacts): Reading[] {
  if (handedToNode.weigh(scene).length === 0) return [];
  const others = [...scene.stations.values()].filter((station) => station.kind === 'nic' && !isOwn(cooked, station.id));
  const behind = others.flatMap(({ near }) => near);
  if (behind.length > 0) return [read("behind another card than the node's", behind, BEHIND_CARD)];
  const speaking = others.flatMap(({ own }) => own);
  return speaking.length === 0 ? [] : [read('a neighbour of the node', speaking, ONE)];
}

const read = (where: string, peers: Speech[], weights: Weights): Reading => ({
  statement: `${listed(peers.map(({ address }) => addressName(address)))}, whom pods talk with, ${peers.length === 1 ? 'is' : 'are'} ${where}`,
  weights,
  frames: peers.map(({ firstFrame }) => firstFrame).slice(0, MAX_FRAMES),
});
