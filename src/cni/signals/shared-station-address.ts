/** One station that answers ARP for several addresses and is no router. */
import { isPodLike } from '../population.ts';
import type { Scene, Station } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal } from '../signal.ts';
import { addressName, listed, stationName } from '../wording.ts';

export const sharedStationAddress = {
  id: 'shared-station-address',
  title: 'One station claims several addresses',
  reference: 'Linux Documentation/networking/ipvlan.rst; RFC 826',
  explain:
    "Pods on ipvlan L2 answer ARP with the station address of the node's network card, one address each. A host with several addresses, a load balancer with virtual " +
    'addresses, a MetalLB speaker and a proxy-ARP router do the same; so this is an indication, and stronger the more addresses speak at the same time.',
  weigh,
} satisfies Signal;

// About one host in thirty has a second address on the same network; nearly every ipvlan L2 node shows two. Three and more: one in a hundred.
const TWO = 13;
const MORE = 18;
/** A station that claims more than this answers for others (proxy ARP). */
const PROXY = 64;

function weigh(scene: Scene): Reading[] {
  const stations = [...scene.stations.values()].filter(
    (station) => station.kind === 'nic' && !isPodLike(station) && isShared(station, scene),
  );
  return stations.slice(0, 1).map((station) => ({
    statement: `${stationName(station.id)} claims ${station.claims.size} addresses: ${listed([...station.claims.keys()].map(addressName))}`,
    weights: { 'ipvlan/l2': station.claims.size > 2 ? MORE : TWO, 'ipvlan/l3': -10, 'ipvlan/l3s': -10 },
    frames: [...station.claims.values()].slice(0, MAX_FRAMES),
  }));
}

const isShared = (station: Station, scene: Scene): boolean =>
  station.claims.size > 1 &&
  station.claims.size <= PROXY &&
  station.passed.length === 0 &&
  [...station.claims.keys()].filter((address) => !isLinkLocal(address) && scene.claimants.get(address)?.size === 1)
    .length > 1;

/** RFC 3927 §2.1: what a host takes when nobody gives it an address. */
const isLinkLocal = (address: number): boolean => address >>> 16 === 0xa9fe;
