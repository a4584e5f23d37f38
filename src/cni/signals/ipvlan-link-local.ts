/** Link-local addresses with a device number in the middle: only Linux slaves that share a station address make them. */

import type { Scene, Station } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal } from '../signal.ts';
import { listed, stationName } from '../wording.ts';

export const ipvlanLinkLocal = {
  id: 'ipvlan-link-local',
  title: 'Link-local address with a device number',
  reference: 'Linux include/net/addrconf.h, addrconf_ifid_eui48; RFC 4291 appendix A',
  explain:
    'ipvlan slaves have the station address of their master, so the kernel tells their IPv6 interface identifiers apart by a device number where EUI-64 has ff:fe, ' +
    'and leaves the universal/local bit as it is. One multicast listener report, duplicate address test or router solicitation of one pod is enough. In L3 and L3S ' +
    'mode these frames stay inside the pod. It fades when pods run without IPv6. To see it: capture from before the pod starts.',
  undiscounted: true,
  weigh,
} satisfies Signal;

// No other device of the kernel sets dev_id; chance needs 6 equal bytes.
const SLAVE = 45;
// L3 slaves are NOARP: they neither test addresses nor report groups, and claim nothing in ARP. All they send is router solicitations, which stay inside the pod.
const ANNOUNCES = -12;
const SOLICITS = -3;

function weigh(scene: Scene): Reading[] {
  const sharing = [...scene.stations.values()].filter((station) => station.identifiers.devices.size > 0);
  return sharing.slice(0, 1).map((station) => reading(station));
}

function reading(station: Station): Reading {
  const { devices, announced } = station.identifiers;
  const layer3 = SLAVE + (announced || station.claims.size > 0 ? ANNOUNCES : SOLICITS);
  const numbers = listed([...devices.keys()].map(String));
  return {
    statement: `IPv6 link-local addresses behind ${stationName(station.id)} carry a device number (${numbers}) where EUI-64 has ff:fe`,
    weights: { 'ipvlan/l2': SLAVE, 'ipvlan/l3': layer3, 'ipvlan/l3s': layer3 },
    frames: [...devices.values()].slice(0, MAX_FRAMES),
  };
}
