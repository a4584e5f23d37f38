/** The station addresses inside a tunnel. */
import type { Scene, Station } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal } from '../signal.ts';
import { counted, listed, stationName } from '../wording.ts';

export const innerStations = {
  id: 'inner-stations',
  title: 'Stations inside the tunnel',
  reference:
    'flannel pkg/mac, flannel#550; calico felix/calc/vxlan_resolver.go (vtepMACForHost); ovn-kubernetes go-controller/pkg/util/net.go; antrea docs/design/ovs-pipeline.md',
  explain:
    "flannel and Calico write one address per node, that of its tunnel device: one fixed pair for each pair of nodes; Calico's begin with 66. Cilium leaves the pod's own frame header, so there are as many " +
    "pairs as pods. OVN-Kubernetes shows 0a:58 addresses, Antrea the destination aa:bb:cc:dd:ee:ff. Vendors' addresses inside are somebody's extended LAN.",
  weigh,
} satisfies Signal;

const OVN: Record<string, number> = {
  'geneve/ovn-kubernetes': 20,
  'vxlan/ovn-kubernetes': 20,
  'geneve/*': -8,
  'vxlan/*': -8,
};
const ANTREA: Record<string, number> = { 'geneve/antrea': 25, 'vxlan/antrea': 25, 'gre/antrea': 25 };
const CARDS: Record<string, number> = {
  'vxlan/*': -13,
  'geneve/*': -13,
  'geneve/ovn-kubernetes': -8,
  vxlan: 5,
  geneve: 5,
};
// Random addresses: everybody's devices but cards and OVN's, Antrea's.
const ONE_PAIR: Record<string, number> = {
  'vxlan/flannel': 5,
  'vxlan/calico': 5,
  'vxlan/cilium': -4,
  'geneve/cilium': -3,
  'geneve/antrea': -12,
  'vxlan/antrea': -12,
  'geneve/ovn-kubernetes': -12,
  vxlan: -6,
};
// Calico makes the addresses of its tunnel devices of the letter f and a hash of the node's name, unless the node's record has another; drawn at random, one address in 64 begins so.
const CALICO_PAIR: Record<string, number> = { ...ONE_PAIR, 'vxlan/calico': 8, 'vxlan/flannel': 3 };
const OTHER_PAIR: Record<string, number> = { ...ONE_PAIR, 'vxlan/calico': -5 };
const CALICO_FIRST_BYTE = 0x66;
const MANY_PAIRS: Record<string, number> = {
  'vxlan/cilium': 7,
  'geneve/cilium': 7,
  'vxlan/weave': 3,
  'vxlan/flannel': -12,
  'vxlan/calico': -12,
  'geneve/antrea': -12,
  'vxlan/antrea': -12,
  'geneve/ovn-kubernetes': -12,
  vxlan: 0,
};

function weigh(scene: Scene): Reading[] {
  if (scene.tunnel === null || scene.stations.size === 0) return [];
  const stations = [...scene.stations.values()].filter(({ sent, received }) => sent + received > 0);
  if (stations.length === 0) return [];
  const read = (fact: string, weights: Record<string, number>, shown = stations): Reading[] => [
    {
      statement: `inside the tunnel ${fact}: ${listed(shown.map(({ id }) => stationName(id)))}`,
      weights,
      frames: shown.map(({ firstFrame }) => firstFrame).slice(0, MAX_FRAMES),
    },
  ];
  if (stations.some(({ kind }) => kind === 'antrea')) return read("is Antrea's destination aa:bb:cc:dd:ee:ff", ANTREA);
  if (stations.some(({ kind }) => kind === 'ovn')) return read('are stations named 0a:58 and their IPv4 address', OVN);
  const cards = stations.filter(({ kind }) => kind === 'nic');
  if (cards.length > 0) return read(cards.length === 1 ? 'is a network card' : 'are network cards', CARDS, cards);
  const fixed = isFixedPair(scene, stations);
  if (!fixed) {
    const pairs = counted(scene.pairs.size, 'pair');
    return read(`${scene.pairs.size === 1 ? 'is' : 'are'} ${pairs} of random addresses`, MANY_PAIRS);
  }
  if (!isRepeated(scene, stations)) return [];
  if (stations.every(({ id }) => Math.floor(id / 2 ** 40) === CALICO_FIRST_BYTE))
    return read("is one pair of addresses for each pair of nodes, which begin with 66 as Calico's do", CALICO_PAIR);
  return read('is one pair of random addresses for each pair of nodes', OTHER_PAIR);
}

/** As many inner stations as nodes. */
function isFixedPair(scene: Scene, stations: Station[]): boolean {
  const nodes = Math.max(2, 2 * scene.tunnel!.pairs);
  const senders = stations.filter(({ sent }) => sent > 0);
  return stations.length <= nodes && senders.length <= nodes;
}

/** Every single packet has one pair of stations; that it is the pair of nodes shows when the answers have it too, or when one station speaks for several addresses. */
const isRepeated = ({ tunnel }: Scene, stations: readonly Station[]): boolean =>
  tunnel!.pairs > 0 || stations.some(({ speech }) => speech.size > 1);
