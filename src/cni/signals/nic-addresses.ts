/** Which addresses the speaking stations have: network cards' or those that the kernel draws for virtual devices. */
import { hasCards, isPodLike, isVirtual } from '../population.ts';
import type { Scene, Station } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal } from '../signal.ts';
import { counted, listed, stationName } from '../wording.ts';

export const nicAddresses = {
  id: 'nic-addresses',
  title: "Network cards' addresses or random ones",
  reference: 'IEEE 802-2014 §8.2 (U/L bit); Linux eth_random_addr; QEMU 52:54:00, Neutron fa:16:3e, GCE 42:01',
  explain:
    'bridge, macvlan, ptp and the overlays give each pod a random, locally administered station address. host-device, macvlan passthru, ipvlan, vlan and ordinary hosts show the ' +
    'address of a network card. Phones and AWS instances have locally administered addresses too, and a static address makes a pod look like a card.',
  weigh,
} satisfies Signal;

// Veths and macvlans draw a random address unless told otherwise (a few per cent are); hosts on wired networks have a vendor's. Most bridges are their pods' gateway and hide them from
// the network of the cards: of 16 bridge definitions read in public repositories 4 put pods there. −6, rounded towards doubt.
const RANDOM: Record<string, number> = {
  bridge: -4,
  none: -16,
  'host-device': -17,
  'host-device/sriov': -12,
  'macvlan/passthru': -17,
  'ipvlan/*': -15,
  vlan: -15,
  'vlan/*': -15,
  unknown: -10,
};
// Phones and laptops draw their addresses too, and are heard with what they fetch from the Internet: 7 of 46 public captures of ordinary hosts hold such a one. A pod's second network
// rarely leads there.
const ONLINE: Record<string, number> = { ...RANDOM, none: -8 };
// Where nobody at all has a vendor's address, most likely a routed pod or one of an overlay is heard with its gateway: one in three of their captures. A bridge shows it inside of the
// pod, or on itself, when it is their gateway (21 of 185 labelled captures, one in nine), macvlan never (none of 199): it puts pods on a network of cards, and where those have no
// vendor's address it does not work, for clouds drop what comes from addresses they did not give out. Cards themselves show it in such a cloud (AWS), or on a radio network of phones:
// one capture in fifteen.
const ALL_RANDOM: Record<string, number> = {
  'macvlan/*': -10,
  bridge: -5,
  none: -7,
  'host-device': -7,
  'host-device/sriov': -7,
  'macvlan/passthru': -8,
  'ipvlan/*': -7,
  vlan: -10,
  'vlan/*': -10,
  unknown: -10,
};
const ONLY_CARDS: Record<string, number> = {
  bridge: -13,
  'macvlan/bridge': -13,
  'macvlan/private': -12,
  'macvlan/vepa': -12,
};
// A card that routes for hosts nearby hides their stations, and says little of how they are attached behind it. Pods on a bridge are often routed by their own node (21 of 257 labelled captures
// are taken beyond a router), macvlan's by a router of their network (7 of 271; of all captures one in seven).
const ONLY_ROUTERS: Record<string, number> = {
  ...ONLY_CARDS,
  bridge: -3,
  'macvlan/bridge': -7,
  'macvlan/private': -7,
  'macvlan/vepa': -7,
};

function weigh(scene: Scene): Reading[] {
  const { cards, gateways } = scene.population;
  const pods = podsOf(scene);
  if (pods.length > 0) {
    const fact = `${counted(pods.length, 'random station address')} with IP addresses of ${pods.length === 1 ? 'its' : 'their'} own`;
    const reading = read(pods, fact, weightsOfRandom(scene));
    // That an address is random, and another a card's, shows in one frame; that there are no cards does not.
    return [hasCards(scene) ? { ...reading, undiscounted: true } : reading];
  }
  if (gateways.some(isVirtual)) return [];
  if (cards.length === 0) return [];
  return [
    read(
      cards,
      `nobody but ${counted(cards.length, 'network card')} speaks for itself`,
      cards.some(({ near }) => near.length > 0) ? ONLY_ROUTERS : ONLY_CARDS,
    ),
  ];
}

/** Where nobody speaks to anybody, also those that solicit routers: ports of a bridge do not. */
function podsOf({ population: { pods }, stations, unicast }: Scene): Station[] {
  if (pods.length > 0 || unicast > 0) return pods;
  return [...stations.values()].filter((station) => isPodLike(station) && station.solicitsRouters);
}

function weightsOfRandom(scene: Scene): Record<string, number> {
  if (!hasCards(scene)) return ALL_RANDOM;
  return scene.population.gateways.some(isInternetRouter) ? ONLINE : RANDOM;
}

/** A card that passes on packets of hosts that are not near. */
const isInternetRouter = ({ kind, passed, near }: Station): boolean => kind === 'nic' && passed.length > near.length;

const read = (stations: Station[], fact: string, weights: Record<string, number>): Reading => ({
  statement: `${fact}: ${listed(stations.map(({ id }) => stationName(id)))}`,
  weights,
  frames: stations.map(({ firstFrame }) => firstFrame).slice(0, MAX_FRAMES),
});
