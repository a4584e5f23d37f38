/** The MTU that pods announce in their SYNs, against the underlay's: the difference is the overhead of an encapsulation. */
import type { MtuSighting, Scene } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';
import { counted } from '../wording.ts';

export const podMtu = {
  id: 'pod-mtu',
  title: 'MTU behind the announced MSS',
  reference:
    'flannel vxlan_network.go; calico int_dataplane.go; cilium pkg/mtu/mtu.go; ovn-kubernetes config.go; weave net/bridge.go; kube-router docs/tunnels.md',
  explain:
    "MSS is MTU − 40 (IPv6: − 60). Products lower the pods' MTU by what their encapsulation takes: 50 for VXLAN and Geneve, 20 for IP in IP, 24 for GRE, 60 or 80 for " +
    'WireGuard, 100 for OVN-Kubernetes, 124 for Weave. The number names the overhead, not the product, and an administrator may have set it by hand.',
  weigh,
} satisfies Signal;

/** MTUs of underlays: Ethernet, jumbo frames as cards and as AWS have them. */
const UNDERLAYS = [1500, 9000, 9001];

const TUNNELS: Record<string, number> = {
  'ipip/*': -9,
  'wireguard/*': -9,
  'gre/*': -9,
  'native/*': -8,
  ptp: -10,
  bridge: -5,
};
const FLAT: Record<string, number> = {
  'macvlan/*': -10,
  'ipvlan/*': -10,
  'host-device/*': -8,
  'vlan/*': -8,
  none: -4,
  unknown: -4,
};

/** Overhead in bytes → what has it. Most products do as their sources say unless told otherwise; a hand-set MTU that happens to agree is rare. */
const BY_OVERHEAD: ReadonlyMap<number, Record<string, number>> = new Map<number, Record<string, number>>([
  [50, { ...TUNNELS, ...FLAT, 'vxlan/*': 21, 'geneve/*': 21, 'vxlan/weave': 5, 'geneve/ovn-kubernetes': 11 }],
  [70, { ...TUNNELS, ...FLAT, 'vxlan/*': 21, 'geneve/*': 19, 'vxlan/calico': 24 }],
  [
    20,
    {
      ...FLAT,
      'ipip/*': 24,
      'vxlan/*': -9,
      'geneve/*': -9,
      'wireguard/*': -9,
      'gre/*': 4,
      'native/*': -7,
      ptp: -9,
      bridge: -7,
    },
  ],
  [
    24,
    {
      ...FLAT,
      'gre/*': 24,
      'ipip/*': 0,
      'vxlan/*': -9,
      'geneve/*': -9,
      'wireguard/*': -9,
      'native/*': -7,
      ptp: -9,
      bridge: -7,
    },
  ],
  [42, { ...FLAT, 'gre/*': 17, 'gre/antrea': 24, 'vxlan/*': -4, 'geneve/*': -4, 'native/*': -7, ptp: -9, bridge: -7 }],
  // An MSS of 1400 is also the round number that people clamp connections to: one network in thirty.
  [
    60,
    {
      ...FLAT,
      'wireguard/*': 12,
      'wireguard/calico': 14,
      'ipip/*': -7,
      'vxlan/*': -7,
      'geneve/*': -7,
      'gre/*': -4,
      'native/*': -7,
      ptp: -9,
      bridge: -7,
    },
  ],
  [
    80,
    {
      ...FLAT,
      'wireguard/*': 24,
      'ipip/*': -7,
      'vxlan/*': -7,
      'geneve/*': -7,
      'gre/*': -4,
      'native/*': -7,
      ptp: -9,
      bridge: -7,
    },
  ],
  [
    130,
    {
      ...FLAT,
      'wireguard/*': 8,
      'wireguard/cilium': 24,
      'vxlan/*': 0,
      'geneve/*': 0,
      'native/*': -7,
      ptp: -9,
      bridge: -7,
    },
  ],
  [100, { ...TUNNELS, ...FLAT, 'geneve/*': 20, 'geneve/ovn-kubernetes': 25, 'vxlan/*': 16 }],
  [
    124,
    { ...FLAT, 'vxlan/*': 13, 'vxlan/weave': 29, 'geneve/*': 11, 'native/*': -9, ptp: -9, bridge: 2, 'macvlan/*': -9 },
  ],
]);
// Pods at the underlay's own MTU are not behind an encapsulation, or their underlay has a larger one: one cluster in twenty.
const FULL: Record<string, number> = {
  'vxlan/*': -13,
  'geneve/*': -13,
  'ipip/*': -13,
  'wireguard/*': -13,
  'gre/*': -13,
};
// A jumbo MTU below 9000 is somebody's overhead on a jumbo network; one overlay in six runs there, but hardly any tuned interface.
const JUMBO_CUT: Record<string, number> = { 'vxlan/*': 9, 'geneve/*': 9, 'native/*': 2, bridge: 2 };

function weigh(scene: Scene): Reading[] {
  if (scene.tunnel !== null) return [];
  const sighting = podMtuOf(scene);
  if (sighting === null) return [];
  const { mtu, segments, firstFrame } = sighting;
  const found = UNDERLAYS.map((underlay) => ({ underlay, weights: BY_OVERHEAD.get(underlay - mtu) })).find(
    ({ weights }) => weights !== undefined,
  );
  const said = `pods announce an MSS for an MTU of ${mtu} in ${counted(segments, 'SYN')}`;
  if (UNDERLAYS.includes(mtu))
    return [{ statement: `${said}, that of the plain network`, weights: FULL, frames: [firstFrame] }];
  if (found !== undefined) {
    const statement = `${said}, ${found.underlay - mtu} bytes below ${found.underlay}`;
    return [
      {
        statement,
        weights: found.underlay > UNDERLAYS[0] ? softened(found.weights!) : found.weights!,
        frames: [firstFrame],
      },
    ];
  }
  return mtu > UNDERLAYS[0] && mtu < UNDERLAYS[1]
    ? [{ statement: said, weights: JUMBO_CUT, frames: [firstFrame] }]
    : [];
}

/** The smallest MTU that pods announced, by themselves or through a gateway near them; packets without stations are a tunnel's. */
function podMtuOf(scene: Scene): MtuSighting | null {
  const sightings = [...scene.mtus.values()].filter(({ senders }) =>
    [...senders].some((id) => id === 0 || isPods(scene, id)),
  );
  return sightings.reduce<MtuSighting | null>(
    (least, one) => (least === null || one.mtu < least.mtu ? one : least),
    null,
  );
}

function isPods(scene: Scene, id: number): boolean {
  const station = scene.stations.get(id);
  if (station === undefined || station.kind === 'nic') return false;
  return scene.population.pods.includes(station) || station.near.length > 0 || station.passed.length === 0;
}

/** Jumbo underlays have many MTUs: the difference to one of them says less. */
const softened = (weights: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(weights).map(([pattern, weight]) => [pattern, weight / 2]));
