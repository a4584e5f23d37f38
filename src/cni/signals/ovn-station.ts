/** Station addresses that begin with 0a:58 and go on with an IPv4 address. */
import { formatIpv4 } from '../../base/addresses.ts';
import type { Scene, Station } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal } from '../signal.ts';
import { embeddedIpv4 } from '../station-kind.ts';
import { counted } from '../wording.ts';

export const ovnStation = {
  id: 'ovn-station',
  title: 'Station addresses of the form 0a:58 and an IPv4 address',
  reference:
    'ovn-org/ovn-kubernetes: go-controller/pkg/util/net.go; containernetworking/plugins before v0.7.0 (bridge, ptp)',
  explain:
    'OVN-Kubernetes makes the station address of every pod and router port of 0a:58 and its IPv4 address. So did the CNI bridge and ptp plugins up to v0.6. When the address inside ' +
    'differs from the one the station speaks from, the pod was moved or translated.',
  weigh,
} satisfies Signal;

// The old plugins are of 2017; today nearly every such address is OVN-Kubernetes'.
const OVN = 30;
const OLD_PLUGIN = 12;

function weigh(scene: Scene): Reading[] {
  const stations = [...scene.stations.values()].filter(({ kind }) => kind === 'ovn');
  if (stations.length === 0) return [];
  const agreeing = stations.filter((station) => speaksEmbedded(station));
  return [
    {
      statement: `${counted(stations.length, 'station')} named 0a:58 and an IPv4 address, such as ${formatIpv4(embeddedIpv4(stations[0].id))}; ${agreeing.length} of them use${agreeing.length === 1 ? 's' : ''} that address`,
      weights: {
        'geneve/ovn-kubernetes': OVN,
        'vxlan/ovn-kubernetes': OVN - 10,
        bridge: OLD_PLUGIN,
        ptp: OLD_PLUGIN - 3,
        none: -12,
        'macvlan/*': -6,
      },
      frames: stations.map(({ firstFrame }) => firstFrame).slice(0, MAX_FRAMES),
    },
  ];
}

const speaksEmbedded = (station: Station): boolean =>
  station.claims.has(embeddedIpv4(station.id)) || station.speech.has(embeddedIpv4(station.id));
