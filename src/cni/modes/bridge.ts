/** Handbook: bridge. */
import type { ModePage } from './mode-page.ts';

export const pages: readonly ModePage[] = [
  {
    id: 'bridge',
    title: 'Linux bridge and veth pairs',
    what: 'Each pod has one end of a veth pair; the other end is a port of a bridge on the node, with or without an uplink, an address or VLANs of its own.',
    shows:
      'A random station address per pod. While a pod starts: a third, random address that only tests its address and reports groups (the host end of the veth), and listener reports from a link-local address that does not fit its station (the bridge, whose address was changed by its first port). Spanning tree frames from random addresses. Flooded unicast inside pods. On the node with -i any: each frame on veth, bridge and uplink, unchanged.',
    confused:
      "macvlan in bridge, private or VEPA mode: from a pod that started long ago, or from the LAN, the two are the same. A bridge that is the pods' gateway looks like ptp from inside.",
    settle:
      'tcpdump -i any on the node decides. Or capture inside the pod from before it starts: the host end of the veth betrays itself within a second.',
  },
];
