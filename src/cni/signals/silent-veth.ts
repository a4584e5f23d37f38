/** A station with a random address that only joins groups and tests its address: the host end of a veth in a bridge. */
import { isPodLike } from '../population.ts';
import type { Scene, Station } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal } from '../signal.ts';
import { listed, stationName } from '../wording.ts';

export const silentVeth = {
  id: 'silent-veth',
  title: 'A random address that never speaks',
  reference: 'containernetworking/plugins: plugins/main/bridge (accept_ra off on ports); RFC 4862 §5.4; RFC 3810',
  explain:
    "The host end of a pod's veth that is a port of a bridge tests its link-local address and reports its groups, but never solicits routers (the plugin turns router " +
    'advertisements off there) and never speaks IP. A sibling pod would solicit routers. It shows in the pod, on the bridge and beside it, for some seconds after the pod starts. A capture on all devices of a node shows every veth, bridged or not.',
  weigh,
} satisfies Signal;

// Bridges always do this while a pod starts; macvlan has no such device. A sibling pod whose router solicitations were missed looks alike: one in a hundred.
const BRIDGED: Record<string, number> = {
  bridge: 20,
  'vxlan/flannel': 16,
  'vxlan/weave': 16,
  'native/flannel-host-gw': 16,
  native: 6,
};
// The host end of a routed pod's link is silent as well until it is first asked for.
const AT_FIRST: Record<string, number> = {
  ...BRIDGED,
  ptp: 9,
  'native/*': 9,
  'vxlan/*': 7,
  'geneve/*': 7,
  'ipip/*': 7,
  native: 9,
};
/** Packets by which a pod has used its gateway, if it has one. */
const FIRST_PACKETS = 10;

function weigh(scene: Scene): Reading[] {
  if (scene.cooked !== null) return [];
  const silent = scene.infrastructure.filter((station) => isSilent(station));
  if (silent.length === 0 || scene.population.pods.length === 0) return [];
  return [
    {
      statement: `nothing but address tests and listener reports from ${listed(silent.map(({ id }) => stationName(id)))}, no router solicitation and no IP: the host end of a veth`,
      weights: scene.unicast < FIRST_PACKETS ? AT_FIRST : BRIDGED,
      frames: silent.map(({ neighbourFrame }) => neighbourFrame).slice(0, MAX_FRAMES),
    },
  ];
}

const isSilent = (station: Station): boolean =>
  isPodLike(station) &&
  station.neighbourFrames > 0 &&
  !station.solicitsRouters &&
  station.sent === 0 &&
  station.received === 0 &&
  station.claims.size === 0;
