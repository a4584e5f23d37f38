/** ARP and group frames inside a tunnel: an extended LAN, or routed pods that never show any. */
import type { Scene } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';
import { counted } from '../wording.ts';

export const innerBroadcasts = {
  id: 'inner-broadcasts',
  title: 'Group frames inside the tunnel',
  reference: 'weave router/fastdp.go; RFC 7348 §4.2; flannel vxlan_network.go (static neighbours)',
  explain:
    'Weave and plain VXLAN networks extend a LAN: ARP, neighbour discovery and multicast travel inside. flannel, Calico, Cilium and Antrea route or know all neighbours, and never ' +
    'send such frames through the tunnel; OVN answers ARP itself.',
  weigh,
} satisfies Signal;

const PRESENT: Record<string, number> = {
  'vxlan/*': -12,
  'vxlan/weave': 8,
  vxlan: 10,
  'geneve/*': -9,
  geneve: 8,
  'geneve/ovn-kubernetes': -4,
  'vxlan/flannel': -10,
};
const ABSENT: Record<string, number> = { 'vxlan/weave': -6, vxlan: -5, geneve: -5 };
/** Inner packets before their absence tells anything. */
const MIN_PACKETS = 10;
/** One stray report is flannel's device coming up. */
const FEW = 2;

function weigh(scene: Scene): Reading[] {
  if (scene.tunnel === null || scene.tunnel.type === 'ipip' || scene.tunnel.type === 'wireguard') return [];
  if (scene.broadcasts > FEW)
    return [
      {
        statement: `${counted(scene.broadcasts, 'group frame')} inside the tunnel`,
        weights: PRESENT,
        frames: [scene.firstFrame],
      },
    ];
  if (scene.unicast < MIN_PACKETS || scene.broadcasts > 0) return [];
  return [
    {
      statement: `no group frame among ${scene.unicast} packets inside the tunnel`,
      weights: ABSENT,
      frames: [scene.firstFrame],
    },
  ];
}
