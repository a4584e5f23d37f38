/** Whether a router stood between the pods and the tunnel. */
import { isInitialTtl, type Scene } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';

export const innerTtl = {
  id: 'inner-ttl',
  title: 'TTL inside the tunnel',
  reference: 'RFC 1812 §5.3.1; Linux net/ipv4/ip_forward.c; cilium bpf/bpf_lxc.c (tunnel redirect without routing)',
  explain:
    "flannel, Calico and Antrea route a packet before they tunnel it: TTL 63 inside. Cilium redirects it from the pod's device to the tunnel, and Weave bridges it: TTL 64.",
  weigh,
} satisfies Signal;

const ROUTED: Record<string, number> = {
  'vxlan/flannel': 2,
  'vxlan/calico': 2,
  'geneve/antrea': 2,
  'geneve/ovn-kubernetes': 2,
  'vxlan/cilium': -6,
  'geneve/cilium': -6,
  'vxlan/weave': -10,
  vxlan: -3,
  geneve: -2,
};
const DIRECT: Record<string, number> = {
  'vxlan/flannel': -10,
  'vxlan/calico': -10,
  'geneve/antrea': -8,
  'geneve/ovn-kubernetes': -6,
  'vxlan/cilium': 3,
  'geneve/cilium': 3,
  'vxlan/weave': 3,
  vxlan: 3,
  geneve: 3,
};

function weigh(scene: Scene): Reading[] {
  if (scene.tunnel === null || scene.stations.size === 0) return [];
  const ttls = [...scene.stations.values()].flatMap(({ speech }) => [...speech.values()].map(({ ttlMax }) => ttlMax));
  if (ttls.length === 0) return [];
  const frames = [scene.firstFrame];
  if (ttls.every(isInitialTtl))
    return [{ statement: 'TTLs inside the tunnel are as the pods sent them', weights: DIRECT, frames }];
  if (ttls.some(isInitialTtl)) return [];
  return [{ statement: 'TTLs inside the tunnel are lowered: packets were routed before', weights: ROUTED, frames }];
}
