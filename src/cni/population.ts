/** Who is who in a scene: stations with addresses of their own, stations that pass on what others sent, and the one that takes part in everything. */
import { hopsOf, isInitialTtl, type Population, type Scene, type Speech, type Station } from './scene.ts';

/** Routers between pods of a cluster: a node's, one in the underlay, the other node's; anything farther is the Internet. */
const NEAR_HOPS = 3;
/** Linux, and so every pod that is not a Windows one, begins with this TTL. */
const LINUX_TTL = 64;
/** Share of all packets from which a station is taken for the one that was captured at. */
const ME_SHARE = 0.95;

/** Sorts what stations said, and the stations by it; call once, when all facts are in. */
export function populationOf(scene: Scene): Population {
  const stations = [...scene.stations.values()];
  for (const station of stations) sortSpeech(station);
  return {
    pods: stations.filter((station) => isPodLike(station) && hasOwnAddress(station) && !isGateway(station)),
    cards: stations.filter((station) => station.kind === 'nic' && hasOwnAddress(station)),
    gateways: stations.filter(isGateway),
  };
}

/** True for addresses as the kernel or a network plugin gives them to pods. */
export const isPodLike = ({ kind }: Station): boolean => kind === 'random' || kind === 'ovn' || kind === 'docker';

/** True for addresses that a pod's next hop has where there is no card at all: a pod's kind, or Calico's. */
export const isVirtual = (station: Station): boolean => isPodLike(station) || station.kind === 'calico';

/** True when some station, in whatever role, has a card's address: random ones are then a choice of the pods' network, not of the place. */
export const hasCards = ({ stations }: Scene): boolean => [...stations.values()].some(({ kind }) => kind === 'nic');

/** True for a station that is known and pod-like. */
export const isPodId = (scene: Scene, id: number): boolean => {
  const station = scene.stations.get(id);
  return station !== undefined && isPodLike(station);
};

/** The station that takes part in (nearly) all conversations, when there is exactly one. */
export function everywhere(scene: Scene): Station | null {
  if (scene.unicast === 0) return null;
  const share = ME_SHARE * scene.unicast;
  let found: Station | null = null;
  for (const station of scene.stations.values()) {
    if (station.sent + station.received - station.selfSent < share) continue;
    if (found !== null) return null;
    found = station;
  }
  return found;
}

/** Routers that a packet with the largest TTL of a speech has passed. */
export const hops = ({ ttlMax }: Speech): number => hopsOf(ttlMax);

function sortSpeech(station: Station): void {
  const spoken = [...station.speech.values()];
  station.own = spoken.filter(
    (speech) => isInitialTtl(speech.ttlMax) || (station.claims.has(speech.address) && !isProxied(speech)),
  );
  station.passed = spoken.filter((speech) => !station.own.includes(speech));
  station.near = station.passed.filter(({ ttlMax }) => ttlMax < LINUX_TTL && ttlMax >= LINUX_TTL - NEAR_HOPS);
}

/** Claimed in ARP, and yet a few routers away: the station answers for others (proxy ARP, or a service address whose pods are behind it). */
const isProxied = (speech: Speech): boolean => hops(speech) <= NEAR_HOPS;

const hasOwnAddress = (station: Station): boolean => station.claims.size > 0 || station.own.length > 0;

/** Passing on shows in lowered TTLs; where no answer came back, in packets for addresses that the station, though it claims one, neither claims nor uses. */
function isGateway(station: Station): boolean {
  if (station.passed.length > 0) return true;
  if (station.claims.size === 0 || !isPodLike(station)) return false;
  return [...station.carried].some((address) => !station.claims.has(address) && !station.speech.has(address));
}
