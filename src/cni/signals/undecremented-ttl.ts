/** Addresses that leave with a card's station address and a TTL no router has lowered, and that nobody ever claims in ARP. */
import { isInitialTtl, isIpv4, type Scene, type Speech, type Station } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal } from '../signal.ts';
import { addressName, listed, stationName } from '../wording.ts';

export const undecrementedTtl = {
  id: 'undecremented-ttl',
  title: 'Unclaimed addresses with an undecremented TTL',
  reference: 'Linux Documentation/networking/ipvlan.rst (L3 mode)',
  explain:
    "ipvlan L3 and L3S pods leave through the node's card without being routed: their packets carry its station address and the full TTL, but the pod address never appears " +
    'in ARP, for the slaves do none. Routed pods (ptp, Calico, Cilium native, host-gw) leave with a TTL one lower. A host with an address on its loopback (anycast, keepalived, ' +
    'DSR behind a load balancer) looks the same.',
  weigh,
} satisfies Signal;

// A host that speaks from an address it never claims, although it was asked for another one: about one in two hundred; of ipvlan L3 nodes nearly all.
const ONE = 24;
const SEVERAL = 29;
// Somebody asks for the address in vain while it speaks: it does no ARP at all.
const ASKED_IN_VAIN = 27;
// Without any ARP in the capture the addresses may as well have been resolved before it began.
const NO_ARP = 6;
const CLAIMED = -13;
// A router hides the ARP of what is behind it, and the slaves' silence: 5 of 123 labelled captures of ipvlan L3 are taken there, 278 of 1811 of others.
const CLAIMED_BEFORE_ROUTER = -5;

function weigh(scene: Scene): Reading[] {
  const found = [...scene.stations.values()]
    .filter(({ kind }) => kind === 'nic')
    .map((station) => ({ station, silent: silentAddresses(scene, station) }));
  const all = found.map(({ station }) => station);
  if (found.every(({ silent }) => silent.length === 0)) return claimed(scene, all);
  found.sort((one, other) => other.silent.length - one.silent.length);
  return found.slice(0, 1).flatMap(({ station, silent }) => (silent.length === 0 ? [] : read(scene, station, silent)));
}

function read(scene: Scene, station: Station, silent: Speech[]): Reading[] {
  const inVain = scene.questions.find(
    ({ target, answered }) => answered === 0 && silent.some(({ address }) => address === target),
  );
  const weight = weightOf(station, silent, inVain !== undefined);
  if (weight === 0) return [];
  const frames = [...silent.map(({ firstFrame }) => firstFrame), inVain?.firstFrame ?? 0].filter((frame) => frame > 0);
  const l2 = inVain === undefined && station.claims.size === 0 ? weight : -6;
  return [
    {
      statement:
        `${stationName(station.id)} sends from ${listed(silent.map(({ address }) => addressName(address)))} with TTL ${silent[0].ttlMax}, unrouted, ` +
        (inVain === undefined ? 'and never claims it in ARP' : 'and leaves ARP questions for it unanswered'),
      weights: { 'ipvlan/l3': weight, 'ipvlan/l3s': weight, 'ipvlan/l2': l2 },
      frames: frames.slice(0, MAX_FRAMES),
    },
  ];
}

/** Every address of every card that is no router was claimed: slaves without ARP would not have. Where slaves show themselves, that says nothing of theirs. */
function claimed(scene: Scene, stations: Station[]): Reading[] {
  if ([...scene.stations.values()].some(({ identifiers }) => identifiers.devices.size > 0)) return [];
  const { gateways } = scene.population;
  const speaking = stations.filter((station) => station.claims.size > 0 && !gateways.includes(station));
  // Where there is nothing but ARP, an address that does none cannot be missed.
  if (speaking.length === 0 || scene.unicast === 0) return [];
  const weight = gateways.length > 0 ? CLAIMED_BEFORE_ROUTER : CLAIMED;
  return [
    {
      statement: `every IPv4 address of ${listed(speaking.map(({ id }) => stationName(id)))} is claimed in ARP`,
      weights: { 'ipvlan/l3': weight, 'ipvlan/l3s': weight },
      frames: speaking.map(({ firstFrame }) => firstFrame).slice(0, MAX_FRAMES),
    },
  ];
}

function weightOf(station: Station, silent: Speech[], inVain: boolean): number {
  if (inVain) return ASKED_IN_VAIN;
  if (station.claims.size > 0) return silent.length > 1 ? SEVERAL : ONE;
  return silent.length > 1 ? NO_ARP : 0;
}

/** IPv4 addresses that no station claims; a router in front of Linux hosts would have lowered the TTL of all of them. */
function silentAddresses(scene: Scene, station: Station): Speech[] {
  if (station.passed.length > 0) return [];
  return station.own.filter(
    ({ address, ttlMin, ttlMax }) =>
      isIpv4(address) &&
      isInitialTtl(ttlMin) &&
      isInitialTtl(ttlMax) &&
      !scene.claimants.has(address) &&
      scene.speakers.get(address)?.size === 1,
  );
}
