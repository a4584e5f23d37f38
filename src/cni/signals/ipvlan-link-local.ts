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
// A slave that hears nobody at all, not even the ARP of its LAN: in L3 mode nothing that is for all reaches the pod. Labelled: 7 of 7 such captures are of L3 and L3S; of L2 all 3 silent pods hear ARP.
const HEARS_NOBODY = -8;

function weigh(scene: Scene): Reading[] {
  const sharing = [...scene.stations.values()].filter((station) => station.identifiers.devices.size > 0);
  return sharing.slice(0, 1).map((station) => reading(station, hearsNobody(scene, station)));
}

function reading(station: Station, isAlone: boolean): Reading {
  const { devices, announced } = station.identifiers;
  const layer3 = announced || station.claims.size > 0 ? ANNOUNCES : SOLICITS;
  const [l2, l3] = isAlone ? [SLAVE + HEARS_NOBODY, SLAVE] : [SLAVE, SLAVE + layer3];
  const numbers = listed([...devices.keys()].map(String));
  return {
    statement: `IPv6 link-local addresses behind ${stationName(station.id)} carry a device number (${numbers}) where EUI-64 has ff:fe${isAlone ? ', and nobody else is heard' : ''}`,
    weights: { 'ipvlan/l2': l2, 'ipvlan/l3': l3, 'ipvlan/l3s': l3 },
    frames: [...devices.values()].slice(0, MAX_FRAMES),
  };
}

const hearsNobody = ({ stations, questions, unicast }: Scene, { identifiers, claims }: Station): boolean =>
  stations.size === 1 && questions.length === 0 && unicast === 0 && claims.size === 0 && !identifiers.announced;
