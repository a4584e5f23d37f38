/** Handbook: vlan. */
import type { ModePage } from './mode-page.ts';

export const pages: readonly ModePage[] = [
  {
    id: 'vlan',
    title: 'CNI vlan plugin',
    what: "A VLAN interface of the node's card is moved into the pod, with the card's station address.",
    shows: "On the uplink: tagged frames from the card's own address. Inside the pod the tag is gone.",
    confused:
      'A VLAN interface of an ordinary host. Tagged frames from random addresses are a bridge with the vlan key or macvlan on a VLAN interface. Inside: host-device.',
    settle: 'tcpdump -e on the uplink shows tag and address; ip -d link show inside the pod shows the VLAN.',
  },
  {
    id: 'vlan/qinq',
    title: 'Stacked VLANs',
    what: 'A VLAN inside another one (802.1ad).',
    shows: 'Two tags: 0x88a8 or 0x8100 outside, 0x8100 inside.',
    confused: "A provider's service tag around ordinary hosts.",
    settle: 'tcpdump -e on the uplink and on both sides of the switch.',
  },
];
