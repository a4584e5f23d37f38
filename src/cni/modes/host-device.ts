/** Handbook: host-device, and what it cannot be told from. */
import type { ModePage } from './mode-page.ts';

export const pages: readonly ModePage[] = [
  {
    id: 'host-device',
    title: 'host-device',
    what: 'A card of the node is moved into the pod.',
    shows: "The card's own station address, with a vendor's prefix; nothing else.",
    confused:
      'Ordinary hosts, macvlan passthru, a single ipvlan pod without IPv6, the vlan plugin seen from inside. 52:54:00 (QEMU) is locally administered and yet a card.',
    settle: 'Frames do not tell; ip -d link show inside the pod does.',
  },
  {
    id: 'host-device/sriov',
    title: 'SR-IOV virtual function',
    what: 'A virtual function of the card is moved into the pod; the card switches, and adds the VLAN tag when there is one.',
    shows: 'An address that the driver drew or an administrator set; a gratuitous ARP when the pod is added.',
    confused: 'host-device with a random address looks like a bridge or macvlan pod.',
    settle: 'Frames do not tell; ip link show on the node lists the functions and their addresses.',
  },
];
