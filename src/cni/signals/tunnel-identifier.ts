/** How a tunnel's identifiers are chosen: one for all, one per sender, or many. */
import type { Scene } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';
import type { TunnelFacts } from '../tunnel-facts.ts';
import { counted, listed } from '../wording.ts';

export const tunnelIdentifier = {
  id: 'tunnel-identifier',
  title: 'Pattern of the VNIs',
  reference:
    'flannel pkg/backend/vxlan (VNI 1); calico felix/config (4096); cilium routing.rst (security identity); ovn controller/physical.h (datapath key); weave router/fastdp.go',
  explain:
    "flannel and Calico use one VNI for everything, 1 and 4096 unless configured. Cilium writes the sender's security identity, so the two directions of a connection differ and a " +
    'pair of nodes uses many. Weave writes two peer numbers, swapped in the other direction. OVN writes the key of a logical switch or router, Antrea 0.',
  weigh,
} satisfies Signal;

// One VNI both ways: the design of all but Cilium and Weave; there it happens between pods of one identity.
const ONE_FOR_BOTH: Record<string, number> = {
  'vxlan/flannel': 4,
  'vxlan/calico': 4,
  'vxlan/antrea': 3,
  'vxlan/cilium': -9,
  'vxlan/weave': -14,
  'geneve/antrea': 3,
  'geneve/cilium': -9,
  'geneve/ovn-kubernetes': 2,
};
// Different both ways: the sender's identity. OVN's keys differ where the way back leads through another logical router.
const PER_SENDER: Record<string, number> = {
  'vxlan/cilium': 12,
  'geneve/cilium': 12,
  'vxlan/*': -14,
  vxlan: -5,
  'geneve/*': -12,
  'geneve/ovn-kubernetes': -5,
  geneve: -5,
};
const SWAPPED: Record<string, number> = { 'vxlan/weave': 14, 'vxlan/*': -10, 'vxlan/cilium': 0 };
const MANY: Record<string, number> = {
  'vxlan/cilium': 8,
  'geneve/cilium': 8,
  'geneve/ovn-kubernetes': 2,
  'vxlan/flannel': -14,
  'vxlan/calico': -14,
  'vxlan/antrea': -12,
  'geneve/antrea': -12,
  vxlan: 2,
  geneve: 2,
};
/** Defaults that a product is known by; they only help, for each can be set. */
const DEFAULTS: ReadonlyMap<string, Record<string, number>> = new Map<string, Record<string, number>>([
  ['vxlan:1', { 'vxlan/flannel': 6, 'vxlan/calico': -4 }],
  // flannel's as well, for Windows nodes, and then on Calico's port (flannel: pkg/backend/vxlan/vxlan_windows.go); Docker's overlays count from here.
  ['vxlan:4096', { 'vxlan/calico': 8, 'vxlan/flannel': 6, vxlan: 2 }],
  ['geneve:0', { 'geneve/antrea': 6 }],
  ['vxlan:0', { 'vxlan/antrea': 6 }],
]);

function weigh({ tunnel }: Scene): Reading[] {
  if (tunnel === null || (tunnel.type !== 'vxlan' && tunnel.type !== 'geneve')) return [];
  const frames = tunnel.sampleFrames;
  const ids = listed([...tunnel.ids.keys()].map(String));
  const readings: Reading[] = pattern(tunnel).map(({ fact, weights }) => ({
    statement: `${fact} (${ids})`,
    weights,
    frames,
  }));
  const known = tunnel.ids.size === 1 ? DEFAULTS.get(`${tunnel.type}:${[...tunnel.ids.keys()][0]}`) : undefined;
  if (known !== undefined)
    readings.push({ statement: `the VNI ${ids} is a product's default`, weights: known, frames });
  return readings;
}

function pattern(tunnel: TunnelFacts): { fact: string; weights: Record<string, number> }[] {
  if (tunnel.idsPerPair > 2)
    return [{ fact: `one node sends another ${counted(tunnel.idsPerPair, 'VNI')}`, weights: MANY }];
  if (tunnel.pairs === 0) return [];
  if (tunnel.swapped > 0)
    return [{ fact: 'the VNIs of the two directions are the same two peer numbers, swapped', weights: SWAPPED }];
  if (tunnel.symmetric === tunnel.pairs) return [{ fact: 'one VNI for both directions', weights: ONE_FOR_BOTH }];
  return [{ fact: 'the VNIs of the two directions differ', weights: PER_SENDER }];
}
