/** How packets of other networks reach this one: by a virtual gateway, by a card that routes for near hosts, by a router to the Internet, or not at all. */
import * as PacketType from '../../wire/packet-type.ts';
import { ownStations, passesOn } from '../passed-on.ts';
import { hops, isVirtual } from '../population.ts';
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

// Cards that pass on for hosts one or two routers away, to each other and undisturbed by the Internet: nodes that route for each other's pods do so in two captures of five (90 of 234 labelled
// ones), other networks never (none of 2403 labelled ones, none of 66 public ones of ten packets and more: somewhere between 17 and 32). ptp knows one node; that two of them
// were given routes to each other is seen four times less (7 of 80). Pods on a bridge look the same where the bridge is their gateway and the node does not hide them behind its own
// address, but none of 329 labelled captures of bridges does.
const CARDS_MUTUAL: Record<string, number> = {
  'native/*': 22,
  ptp: 17,
  'ipvlan/l3': 2,
  'ipvlan/l3s': 2,
  bridge: 2,
};
// Pods of an overlay are not seen so: what they send to others than pods leaves the cluster behind their node's own address.
const ENCAPSULATED: Record<string, number> = {
  'vxlan/*': -6,
  'geneve/*': -6,
  'ipip/*': -6,
  'wireguard/*': -6,
  'gre/*': -6,
};
// One router with hosts behind it. Ordinary hosts have a default router, seen in 32 of 54 public captures; a second network of pods seldom has one, for their default route stays with the
// cluster's (136 of 338 labelled captures of ordinary hosts are taken beside or beyond one, 115 of 1120 of second networks).
const DEFAULT_ROUTER = 3;
// One card that does so for several is a node whose pods have clients outside, or the router of a server's clients: of ptp, which knows one node, every third capture (19 of 65 labelled
// ones); of ordinary hosts one in ten (30 of 338 labelled ones, at most 1 of 64 public ones); of products that route none (of 183), for their pods talk across nodes, so that two cards route,
// and leave the cluster behind their node's own address.
const CARD_SEVERAL: Record<string, number> = {
  ...ENCAPSULATED,
  none: DEFAULT_ROUTER,
  'native/*': -5,
  ptp: 8,
  'ipvlan/l3': 2,
  'ipvlan/l3s': 2,
  bridge: 2,
};
// One host behind one router is somebody's server: one capture in three of ordinary hosts (106 of 338 labelled ones, 4 of 64 public ones), one in nine of ptp (7 of 65), none of products
// that route (of 183, but for 3 captures on a router between the nodes).
const CARD_ONE: Record<string, number> = { ...ENCAPSULATED, none: DEFAULT_ROUTER, 'native/*': -5, ptp: 2 };
// Seen on that very router: it is nobody's default router but one between the two.
const ON_ROUTER: Record<string, number> = { ...CARD_ONE, none: 0, 'native/*': 0 };
// From farther away, or behind routers that have nothing to say to each other, it is servers of any kind: six of 66 public captures.
const CARD_FAR: Record<string, number> = { 'native/*': 3, ptp: 3, bridge: -4 };
// Nobody routes here, or a card does for pods that speak on the network themselves: neither routed pods (none of 248 labelled captures of them, of others 1107 of 1609; a pod that only its node
// has probed would show it) nor decapsulated overlays.
const DIRECT: Record<string, number> = {
  'native/*': -17,
  ptp: -17,
  'ipip/*': -16,
  'wireguard/*': -16,
  'gre/*': -16,
  'vxlan/*': -9,
  'geneve/*': -11,
  'vxlan/weave': -3,
};

// Between cards: routed pods would be seen to speak by now, but ARP between nodes is what a filter or a cut may leave of any network.
const ONLY_QUESTIONS: Record<string, number> = Object.fromEntries(
  Object.entries(DIRECT).map(([mode, weight]) => [mode, weight / 2]),
);

function weigh(scene: Scene): Reading[] {
  if (scene.tunnel !== null || scene.stations.size === 0) return [];
  if (scene.unicast === 0) return scene.questions.length > 0 ? onlyQuestions(scene) : [];
  const routers = scene.population.gateways;
  const virtual = routers.filter(
    (station) => isVirtual(station) && (station.near.length > 0 || station.passed.length === 0),
  );
  if (virtual.length > 0) return [read(virtual, 'virtual gateway', virtualWeights(scene))];
  if (scene.cooked !== null && handsToNode(scene, scene.cooked)) return [];
  const cards = routers.filter((station) => station.kind === 'nic' && isNear(station));
  if (cards.length > 0 && scene.population.pods.length === 0)
    return [read(cards, 'network card', cardWeights(scene, cards))];
  return routers.length === 0 || scene.population.pods.length > 0 ? [direct(scene, routers)] : [];
}

/** In a capture on all devices, pods that address their packets to this very machine are routed by it, which is another signal's. */
function handsToNode(scene: Scene, cooked: CookedFacts): boolean {
  const mayPassOn = passesOn(scene, cooked);
  return scene.population.pods.some(
    ({ id, sent }) => sent > 0 && (cooked.types.get(id)?.[PacketType.ToUs] ?? 0) > 0 && mayPassOn(id),
  );
}

/** ARP passes no router: pods beside cards are on their network, and the link of a routed pod, or a bridge that is a gateway, has no cards. */
function onlyQuestions(scene: Scene): Reading[] {
  const { pods, cards } = scene.population;
  if (pods.length > 0 && cards.length === 0) return [];
  const isShared = pods.length > 0 && scene.cooked === null;
  return [
    {
      statement:
        `${counted(scene.questions.length, 'ARP question')} and no packet between single stations` +
        (isShared ? ", pods' and cards' on one network" : ''),
      weights: isShared ? DIRECT : ONLY_QUESTIONS,
      frames: [scene.firstFrame],
    },
  ];
}

/** Two nodes that route for each other's pods leave little doubt; one router with hosts behind it may be anybody's. */
function cardWeights(scene: Scene, cards: Station[]): Record<string, number> {
  if (cards.length > 1) return isMutual(scene, cards) ? CARDS_MUTUAL : CARD_FAR;
  if (scene.cooked !== null && ownStations(scene.cooked).length > 1) return ON_ROUTER;
  const [{ near }] = cards;
  if (near.length > 1) return CARD_SEVERAL;
  return hops(near[0]) === 1 ? CARD_ONE : CARD_FAR;
}

/** True when two of these stations exchange packets. */
const isMutual = ({ pairs }: Scene, stations: Station[]): boolean =>
  stations.some(({ id }) => stations.some((other) => pairs.has(`${id}-${other.id}`)));

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
