/** How packets of other networks reach this one: by a virtual gateway, by a card that routes for near hosts, by a router to the Internet, or not at all. */
import * as PacketType from '../../wire/packet-type.ts';
import { passesOn } from '../passed-on.ts';
import { hops, isPodLike } from '../population.ts';
import type { CookedFacts, Scene, Speech, Station } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal, type Weights } from '../signal.ts';
import { virtualWeights } from '../virtual-gateway.ts';
import { addressName, counted, listed, stationName } from '../wording.ts';

export const routedNeighbour = {
  id: 'routed-neighbour',
  title: 'Who routes for whom',
  reference: 'RFC 1812 §5.3.1 (TTL); Linux veth and ptp plugin; Calico, Cilium and flannel host-gw routing',
  explain:
    "A node that routes for its pods lowers the TTL: on the uplink pod addresses leave with the node's station address and TTL 63; inside the pod all remote packets come from " +
    'one virtual gateway with TTL 62 or 63. Bridged and macvlan pods speak on the network itself, with TTL 64. An Internet router passes on many addresses with all kinds of TTL.',
  weigh,
} satisfies Signal;

/** Passed-on addresses from far away that make a router one to the Internet. */
const MIN_FAR = 2;

// Cards that pass on for hosts one or two routers away, in both directions and undisturbed by the Internet: nodes that route for each other's pods do so in every third capture (47 of 132
// labelled ones), other networks hardly ever (none of 857 labelled ones, of public ones of ten packets and more 1 of 64: somewhere between 13 and 22). ptp knows one node; that two of them
// were given routes to each other is seen three times less (4 of 50). Pods on a bridge look the same where the bridge is their gateway and the node does not hide them behind its own
// address: one bridged network in twenty.
const CARD: Record<string, number> = {
  'native/*': 18,
  ptp: 14,
  'ipvlan/l3': 6,
  'ipvlan/l3s': 6,
  bridge: 6,
};
// Pods of an overlay are not seen so: what they send to others than pods leaves the cluster behind their node's own address.
const ENCAPSULATED: Record<string, number> = {
  'vxlan/*': -6,
  'geneve/*': -6,
  'ipip/*': -6,
  'wireguard/*': -6,
  'gre/*': -6,
};
// One card that does so for several is a node whose pods have clients outside, or the router of a server's clients: of ptp, which knows one node, every fourth capture (14 of 50 labelled
// ones); of ordinary hosts one in twenty-five (18 of 233 labelled ones, at most 1 of 64 public ones), and no more of products that route, whose pods talk across nodes, so that two cards
// route (none of 132).
const CARD_SEVERAL: Record<string, number> = { ...ENCAPSULATED, ptp: 6, 'ipvlan/l3': 2, 'ipvlan/l3s': 2, bridge: 2 };
// One host behind one router is somebody's server: one capture in ten of ordinary hosts (4 of 64 public ones, 62 of 233 labelled ones), as many of ptp (5 of 50), and fewer of products that
// route (3 of 132 labelled ones, whose pods have no clients outside).
const CARD_ONE: Record<string, number> = { ...ENCAPSULATED, 'native/*': -2, ptp: 2 };
// From farther away it is a server of any kind: five of 64 public captures.
const CARD_FAR: Record<string, number> = { 'native/*': 3, ptp: 3, bridge: -4 };
// Nobody routes here, or a card does for pods that speak on the network themselves: neither routed pods nor decapsulated overlays.
const DIRECT: Record<string, number> = {
  'native/*': -14,
  ptp: -14,
  'ipip/*': -16,
  'wireguard/*': -16,
  'gre/*': -16,
  'vxlan/*': -9,
  'geneve/*': -11,
  'vxlan/weave': -3,
};

// Routed pods would be seen to speak by now; ARP between nodes alone is what is left of any network.
const ONLY_QUESTIONS: Record<string, number> = Object.fromEntries(
  Object.entries(DIRECT).map(([mode, weight]) => [mode, weight / 2]),
);

function weigh(scene: Scene): Reading[] {
  if (scene.tunnel !== null || scene.stations.size === 0) return [];
  if (scene.unicast === 0) return scene.questions.length > 0 ? [onlyQuestions(scene)] : [];
  const routers = scene.population.gateways;
  const virtual = routers.filter(
    (station) => isVirtual(station) && (station.near.length > 0 || station.passed.length === 0),
  );
  if (virtual.length > 0) return [read(virtual, 'virtual gateway', virtualWeights(scene))];
  if (scene.cooked !== null && handsToNode(scene, scene.cooked)) return [];
  const cards = routers.filter((station) => station.kind === 'nic' && isNear(station));
  if (cards.length > 0 && scene.population.pods.length === 0) return [read(cards, 'network card', cardWeights(cards))];
  return routers.length === 0 || scene.population.pods.length > 0 ? [direct(scene, routers)] : [];
}

/** In a capture on all devices, pods that address their packets to this very machine are routed by it, which is another signal's. */
function handsToNode(scene: Scene, cooked: CookedFacts): boolean {
  const mayPassOn = passesOn(scene, cooked);
  return scene.population.pods.some(
    ({ id, sent }) => sent > 0 && (cooked.types.get(id)?.[PacketType.ToUs] ?? 0) > 0 && mayPassOn(id),
  );
}

const isVirtual = (station: Station): boolean => isPodLike(station) || station.kind === 'calico';

const onlyQuestions = (scene: Scene): Reading => ({
  statement: `${counted(scene.questions.length, 'ARP question')} and no packet between single stations`,
  weights: ONLY_QUESTIONS,
  frames: [scene.firstFrame],
});

/** Two nodes that route for each other's pods leave little doubt; one router with hosts behind it may be anybody's. */
function cardWeights(cards: Station[]): Record<string, number> {
  if (cards.length > 1) return CARD;
  const [{ near }] = cards;
  if (near.length > 1) return CARD_SEVERAL;
  return hops(near[0]) === 1 ? CARD_ONE : CARD_FAR;
}

/** Routes for hosts nearby, not for the Internet. */
function isNear(station: Station): boolean {
  const near = station.near.length;
  return near > 0 && station.passed.length - near < MIN_FAR;
}

function read(routers: Station[], noun: string, weights: Weights): Reading {
  const passed = routers.flatMap((station) => station.near);
  return {
    statement:
      `${counted(routers.length, noun)} (${listed(routers.map(({ id }) => stationName(id)))}) ${routers.length === 1 ? 'passes' : 'pass'} on packets of ` +
      `${listed(passed.map(({ address }) => addressName(address)))}, ${hopsText(passed)} away`,
    weights,
    frames: passed.map(({ firstFrame }) => firstFrame).slice(0, MAX_FRAMES),
  };
}

function hopsText(passed: Speech[]): string {
  const counts = passed.map(hops);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? counted(least, 'router') : `${least} to ${most} routers`;
}

function direct(scene: Scene, routers: Station[]): Reading {
  const statement =
    routers.length === 0
      ? `all ${scene.unicast} packets between single stations have the TTL they were sent with: nothing routes here`
      : `pods speak on the network themselves, whose router ${stationName(routers[0].id)} has a network card's address`;
  return { statement, weights: DIRECT, frames: [scene.firstFrame] };
}
