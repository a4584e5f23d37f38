/** Handbook: overlays. */
import type { ModePage } from './mode-page.ts';

const UPLINK =
  'tcpdump on the uplink shows port, VNI, outer checksum and inner station addresses, which together name the product.';

export const pages: readonly ModePage[] = [
  {
    id: 'vxlan',
    title: 'VXLAN',
    what: 'Ethernet frames in UDP (RFC 7348), 50 bytes of overhead over IPv4.',
    shows:
      'UDP 8472 (Linux default), 4789 (IANA), 6784 (Weave), recognised by the header on any port that is told. Inside pods only the MSS tells: 1410.',
    confused:
      'OTV in old tcpdump; BFD for Weave in tshark. Wireshark knows port 4789 alone: display filters about what is inside find nothing on another one until it is told (Decode As, or tshark -d udp.port==8472,vxlan).',
    settle: UPLINK,
  },
  {
    id: 'vxlan/flannel',
    title: 'flannel, VXLAN',
    what: 'One VXLAN device per node (flannel.1), VNI 1, routed pods behind cni0.',
    shows:
      'UDP 8472, VNI 1 both ways, checksum computed, one fixed pair of station addresses per pair of nodes, TTL 63 inside, no ARP inside.',
    confused: 'Cilium, on the same port: VNI per sender, checksum zero.',
    settle: UPLINK,
  },
  {
    id: 'vxlan/calico',
    title: 'Calico, VXLAN',
    what: 'One VXLAN device per node (vxlan.calico), VNI 4096.',
    shows:
      'UDP 4789, VNI 4096 both ways, one fixed pair of station addresses per pair of nodes. Inside pods: ee:ee:ee:ee:ee:ee and MSS 1410.',
    confused: "Any VXLAN on the IANA port; a VXLAN with ARP inside is somebody's extended LAN.",
    settle: UPLINK,
  },
  {
    id: 'vxlan/cilium',
    title: 'Cilium, VXLAN',
    what: "A metadata tunnel; the VNI is the sender's security identity.",
    shows:
      'UDP 8472, different VNIs in the two directions and many between two nodes, checksum zero, TTL 64 inside, a pair of station addresses per pod.',
    confused: 'flannel, on the same port.',
    settle: UPLINK,
  },
  {
    id: 'vxlan/weave',
    title: 'Weave, fast datapath',
    what: 'A VXLAN on UDP 6784 that extends one LAN over all nodes.',
    shows: 'VNI of two peer numbers, swapped in the other direction; ARP and multicast inside; MSS 1336.',
    confused: 'BFD in tshark. Inside pods: a bridge.',
    settle: UPLINK,
  },
  {
    id: 'geneve',
    title: 'Geneve',
    what: 'Ethernet frames in UDP with options (RFC 8926).',
    shows:
      "UDP 6081. OVN's option (class 0x0102, type 0x80), Antrea's destination aa:bb:cc:dd:ee:ff and Cilium's VNI per sender name the product.",
    confused: 'VXLAN from inside pods: the same overhead.',
    settle: UPLINK,
  },
  {
    id: 'geneve/ovn-kubernetes',
    title: 'OVN-Kubernetes',
    what: 'Logical switches and routers over Geneve between the nodes.',
    shows: 'Option of class 0x0102, type 0x80; station addresses 0a:58 and the IPv4 address; MSS 1360.',
    confused:
      'Kube-OVN, with the same option and random addresses; old bridge and ptp plugins, with the same addresses.',
    settle: UPLINK,
  },
  {
    id: 'geneve/antrea',
    title: 'Antrea',
    what: 'Open vSwitch on each node, Geneve with VNI 0 between them.',
    shows: 'Destination aa:bb:cc:dd:ee:ff inside the tunnel, no options, VNI 0.',
    confused: 'Cilium from inside pods.',
    settle: UPLINK,
  },
  {
    id: 'geneve/cilium',
    title: 'Cilium, Geneve',
    what: "As Cilium's VXLAN, with Geneve.",
    shows: 'VNI per sender, checksum zero, no options but for direct server return.',
    confused: 'Antrea from inside pods.',
    settle: UPLINK,
  },
  {
    id: 'ipip',
    title: 'IP in IP',
    what: "IPv4 directly in IPv4 (protocol 4), 20 bytes of overhead: Calico's default for long, and kube-router's.",
    shows: 'Protocol 4 between nodes; MSS 1440 in pods; on tunl0 bare IP, TTL 63.',
    confused: 'Which product cannot be told on the wire; the pod side names Calico.',
    settle: 'tcpdump inside a pod: ee:ee:ee:ee:ee:ee is Calico.',
  },
  {
    id: 'wireguard',
    title: 'WireGuard',
    what: 'Encrypted UDP between nodes: Calico, Cilium, flannel, or a VPN.',
    shows: "UDP 51871 is Cilium's, 51820 everybody's. MSS 1400 (Calico) or 1380 (Cilium, flannel) in pods.",
    confused: "A VPN of somebody's laptop.",
    settle: "tcpdump on the node's WireGuard device shows what is inside.",
  },
  {
    id: 'gre',
    title: 'GRE',
    what: 'IP or Ethernet in GRE (protocol 47), 24 bytes of overhead and more: Antrea, or tunnels made by hand.',
    shows: 'Protocol 47 between nodes; MSS 1436 in pods.',
    confused: 'ERSPAN mirrors and PPTP use GRE as well.',
    settle: 'tcpdump inside a pod or on the gre device.',
  },
];
