/** Handbook: ipvlan. */
import type { ModePage } from './mode-page.ts';

export const pages: readonly ModePage[] = [
  {
    id: 'ipvlan',
    title: 'ipvlan',
    what: 'All pods of a card share its station address; the driver sorts by IP address.',
    shows:
      'Link-local addresses with a device number where EUI-64 has ff:fe: fe80::50:5600:1be:6f9a is slave 1 of 00:50:56:be:6f:9a. One pod alone is enough.',
    confused:
      'A host with several addresses, a router with proxy ARP, load balancers; without IPv6 a single pod is an ordinary host.',
    settle: 'Capture inside the pod from before it starts, with IPv6 on.',
  },
  {
    id: 'ipvlan/l2',
    title: 'ipvlan, L2 mode',
    what: 'Pods do ARP and neighbour discovery, under the shared station address.',
    shows:
      'One station answers ARP for several addresses; between siblings source and destination station are equal; sibling frames never reach the uplink.',
    confused: 'A host with several addresses shows the first of these, nothing else shows the second.',
    settle: 'tcpdump inside one pod while it talks to a sibling.',
  },
  {
    id: 'ipvlan/l3',
    title: 'ipvlan, L3 mode',
    what: "Pods do no ARP; the host routes, and other machines need a route to the pods' network.",
    shows:
      "Inside: everything the pod sends is addressed to its own station, replies are recorded. On the uplink: pod addresses leave with the card's station address, TTL 64, and never appear in ARP.",
    confused:
      'L3S on the uplink; routed pods, which leave with TTL 63; a host with an address on its loopback. One router farther the difference is gone.',
    settle: 'tcpdump inside the pod: L3 records both directions, L3S only what the pod sends.',
  },
  {
    id: 'ipvlan/l3s',
    title: 'ipvlan, L3S mode',
    what: "L3 mode in which incoming packets pass the host's IP layer, for its firewall and connection tracking.",
    shows: 'Inside: only what the pod sends is recorded, though its connections go on. On the uplink as L3.',
    confused: 'L3 on the uplink; a capture that was filtered by direction.',
    settle: 'tcpdump inside the pod, without a filter.',
  },
];
