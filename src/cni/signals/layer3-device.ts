/** Packets without link-layer addresses: the device of a layer 3 tunnel. */
import { isInitialTtl, type Scene } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';
import { counted } from '../wording.ts';

export const layer3Device = {
  id: 'layer3-device',
  title: 'Packets without link-layer addresses',
  reference: 'tcpdump.org/linktypes (LINKTYPE_RAW, LINKTYPE_LINUX_SLL); Linux net/ipv4/ipip.c, drivers/net/wireguard',
  explain:
    'tunl0, gre and wireguard devices carry bare IP. Between nodes of a cluster both directions have been routed once (TTL 63); a VPN client or a mobile interface shows its own ' +
    "packets with the full TTL and the Internet's with any.",
  weigh,
} satisfies Signal;

// Both ends routed once: what a tunnel between two nodes looks like, and hardly a VPN client's.
const BETWEEN_NODES = 22;
const OTHERS: Record<string, number> = {
  bridge: -14,
  'macvlan/*': -14,
  'ipvlan/*': -10,
  'host-device/*': -14,
  'vlan/*': -12,
  'vxlan/*': -12,
  'geneve/*': -12,
  'native/*': -8,
  ptp: -8,
};
/** Routers passed, at most, between a pod and its node's tunnel. */
const NODE_TTLS = [63, 62];

function weigh(scene: Scene): Reading[] {
  if (scene.tunnel !== null || scene.stationless === 0 || scene.stations.size > 0) return [];
  const near = NODE_TTLS.reduce((sum, ttl) => sum + (scene.stationlessTtls.get(ttl) ?? 0), 0);
  const own = [...scene.stationlessTtls].filter(([ttl]) => isInitialTtl(ttl)).length > 0;
  const weight = near === scene.stationless && !own ? BETWEEN_NODES : 0;
  return [
    {
      statement: `${counted(scene.stationless, 'packet')} without link-layer addresses${weight > 0 ? ', all routed once before' : ''}`,
      weights: { ...OTHERS, 'ipip/*': weight, 'wireguard/*': weight, 'gre/*': weight },
      frames: [scene.firstFrame],
    },
  ];
}
