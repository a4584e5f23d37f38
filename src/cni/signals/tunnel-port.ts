/** The UDP port of a tunnel: products have their own defaults. */
import type { Scene } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';

export const tunnelPort = {
  id: 'tunnel-port',
  title: 'UDP port of the tunnel',
  reference:
    'flannel Documentation/backends.md; cilium Documentation/network/concepts/routing.rst; calico felix/config; weave site/overview.md; antrea docs/network-requirements.md',
  explain:
    "8472 is the Linux default, used by flannel and Cilium alike; 4789 is IANA's, used by Calico, Antrea, Kube-OVN and everybody outside of Kubernetes; 6784 is Weave's; 51871 is " +
    "Cilium's WireGuard and 51820 everybody's. Every port can be configured.",
  weigh,
} satisfies Signal;

// Hardly anybody changes the port of a product; flannel is moved to 4789 by some installers, and wherever a cluster has Windows nodes: about one in fifteen.
const PORTS: ReadonlyMap<string, Record<string, number>> = new Map<string, Record<string, number>>([
  ['vxlan:8472', { 'vxlan/flannel': 10, 'vxlan/cilium': 10, 'vxlan/*': -12, vxlan: 2 }],
  [
    'vxlan:4789',
    {
      'vxlan/calico': 8,
      'vxlan/antrea': 7,
      'vxlan/kube-ovn': 7,
      'vxlan/ovn-kubernetes': 5,
      'vxlan/flannel': -5,
      'vxlan/cilium': -14,
      'vxlan/weave': -20,
      vxlan: 7,
    },
  ],
  ['vxlan:6784', { 'vxlan/weave': 30, 'vxlan/*': -12, vxlan: -6 }],
  ['geneve:6081', { 'geneve/*': 0 }],
  ['wireguard:51871', { 'wireguard/cilium': 18, 'wireguard/*': -10, wireguard: -6 }],
  ['wireguard:51820', { 'wireguard/cilium': -10, 'wireguard/calico': 3, 'wireguard/flannel': 3, wireguard: 2 }],
  ['wireguard:51821', { 'wireguard/cilium': -10, 'wireguard/calico': 5, 'wireguard/flannel': 5 }],
]);
// A port that is nobody's default.
const OTHER: Record<string, number> = {
  'vxlan/*': -8,
  vxlan: 6,
  'geneve/*': -6,
  geneve: 4,
  'wireguard/*': -6,
  wireguard: 6,
};

function weigh({ tunnel }: Scene): Reading[] {
  if (tunnel === null || tunnel.port === 0) return [];
  const weights = PORTS.get(`${tunnel.type}:${tunnel.port}`) ?? OTHER;
  return [{ statement: `the tunnel uses UDP port ${tunnel.port}`, weights, frames: [tunnel.firstFrame] }];
}
