/** Handbook: pods that the node routes, without an encapsulation. */
import type { ModePage } from './mode-page.ts';

export const pages: readonly ModePage[] = [
  {
    id: 'ptp',
    title: 'ptp plugin',
    what: 'A veth pair for each pod; the node routes, every pod is a link of its own.',
    shows:
      "Inside: one neighbour, with a random address, from which everything comes with TTL 63. On the uplink pod addresses leave with the node's station address and TTL 63.",
    confused: "Any product that routes natively; a bridge that is the pods' gateway.",
    settle: 'tcpdump -i any on the node, and its routing table: a /32 per pod with ptp.',
  },
  {
    id: 'native',
    title: 'Native routing',
    what: 'Pod addresses are routed between the nodes, by static routes, BGP or the cloud, without encapsulation.',
    shows:
      "On the uplink pod addresses leave with the node's station address, TTL 63, and full-size segments (MSS 1460).",
    confused: 'ptp; an ordinary router in front of a LAN.',
    settle: 'The pod side names some products: ee:ee:ee:ee:ee:ee is Calico.',
  },
  {
    id: 'native/calico',
    title: 'Calico without encapsulation',
    what: "Calico with BGP or on one network; the node answers ARP for the pods' gateway 169.254.1.1.",
    shows: 'Inside the pod: gateway ee:ee:ee:ee:ee:ee, MSS of the plain network.',
    confused: 'Calico with VXLAN, IP in IP or WireGuard, which the MTU tells.',
    settle: 'tcpdump on the uplink: pod addresses in the open.',
  },
  {
    id: 'native/cilium',
    title: 'Cilium with native routing',
    what: 'Cilium without a tunnel; routes come from the underlay or are set on each node.',
    shows: "As native; Cilium's health checks (TCP 4240) may pass between nodes.",
    confused: 'ptp and every other native product.',
    settle: 'Frames of the pods do not name it; cilium status does.',
  },
  {
    id: 'native/flannel-host-gw',
    title: 'flannel host-gw',
    what: "flannel sets a route to each node's pod network; pods are on a bridge (cni0) that is their gateway.",
    shows: 'As native; inside pods also what a bridge shows.',
    confused: 'ptp and every other native product.',
    settle: "Pods of one node share a /24 and a gateway on cni0; ip route on the node lists the others'.",
  },
];
