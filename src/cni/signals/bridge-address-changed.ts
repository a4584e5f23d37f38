/** An EUI-64 address made of another station's address than the frame's: a bridge took over its first port's address. */
import { isPodLike } from '../population.ts';
import { isIpv4, type Scene, type Station } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';
import { stationName } from '../wording.ts';

export const bridgeAddressChanged = {
  id: 'bridge-address-changed',
  title: 'Link-local address made of a station address since given up',
  reference: 'Linux net/bridge/br_if.c (br_features_recompute, br_stp_recalculate_bridge_id); RFC 4291 appendix A',
  explain:
    "A Linux bridge makes its link-local address from the random station address it is born with, and takes over the smallest of its ports' addresses when the first joins. So its " +
    'listener reports come from an EUI-64 address that does not fit their source station. It travels to the uplink and the LAN. A device whose address was set later (tuning plugin, ' +
    'static MAC) shows the same, but speaks IPv4 under it.',
  weigh,
} satisfies Signal;

const LOCALLY_ADMINISTERED = 2 ** 41;
// The bridge itself: a card's address with an identifier of a random one, and no IPv4. Bonds and renamed interfaces do this once in a few hundred, hypervisors that have
// their machines on such a bridge once in a hundred.
const BRIDGE = 21;
// Speaking IPv4, it may as well be a pod with a static address.
const SPEAKING = 5;

function weigh(scene: Scene): Reading[] {
  const changed = scene.infrastructure.filter((station) => isChanged(station));
  changed.sort((one, other) => Number(speaksIpv4(one)) - Number(speaksIpv4(other)));
  return changed.slice(0, 1).map((station) => read(station));
}

function read(station: Station): Reading {
  const { foreign } = station.identifiers;
  const weight = speaksIpv4(station) ? SPEAKING : BRIDGE;
  return {
    statement: `${stationName(station.id)} uses a link-local address made of ${stationName(foreign!.station)}: it had that station address before`,
    weights: {
      bridge: weight,
      'vxlan/flannel': 6,
      'native/flannel-host-gw': 6,
      'macvlan/bridge': speaksIpv4(station) ? SPEAKING : 0,
    },
    frames: [foreign!.frame],
  };
}

/** The address it was born with was random. */
const isChanged = ({ identifiers: { foreign } }: Station): boolean =>
  foreign !== null && Math.floor(foreign.station / LOCALLY_ADMINISTERED) % 2 === 1;

const speaksIpv4 = (station: Station): boolean =>
  isPodLike(station) || [...station.claims.keys(), ...station.own.map(({ address }) => address)].some(isIpv4);
