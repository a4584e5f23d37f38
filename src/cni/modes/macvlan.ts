/** Handbook: macvlan. */
import type { ModePage } from './mode-page.ts';

export const pages: readonly ModePage[] = [
  {
    id: 'macvlan',
    title: 'macvlan',
    what: "The node's card receives for several station addresses; each pod has a random one of its own, without a veth or a bridge.",
    shows:
      'A random station address per pod. On the node with -i any: pods\' frames on the card alone, "to another host", never a second time. The node asks for its own pods in vain: card and pods do not hear each other in any mode.',
    confused: 'bridge, from everywhere but the node. A static station address makes a pod look like a host.',
    settle: 'tcpdump -i any on the node; or ping the pod from its own node: with macvlan that never works.',
  },
  {
    id: 'macvlan/bridge',
    title: 'macvlan, bridge mode',
    what: 'The driver delivers between pods of one card by itself.',
    shows:
      'Unicast between two pods of a node is visible on the uplink, with unfinished checksums in both directions, although it never leaves.',
    confused: 'a Linux bridge; the bridge device itself shows the same frames, its uplink does not.',
    settle: 'tcpdump on the uplink while two pods of the node talk.',
  },
  {
    id: 'macvlan/private',
    title: 'macvlan, private mode',
    what: 'Pods of one card never hear each other, not even by a reflecting switch.',
    shows: 'A pod asks for its neighbour again and again while others are answered.',
    confused: 'VEPA under a switch that does not reflect; a broken switch port.',
    settle: 'ip -d link show in the pod says the mode; a reflecting switch would make VEPA work and private not.',
  },
  {
    id: 'macvlan/vepa',
    title: 'macvlan, VEPA mode',
    what: 'Everything goes to the switch, which must send frames between two pods of one card back (802.1Qbg reflective relay).',
    shows: 'On the uplink each frame between siblings twice, byte for byte, a fraction of a millisecond apart.',
    confused: 'private mode when the switch does not reflect; a mirror port when everything is doubled.',
    settle: 'tcpdump on the uplink while two pods talk; the hairpin setting of the switch port.',
  },
  {
    id: 'macvlan/passthru',
    title: 'macvlan, passthru mode',
    what: 'One pod takes the card over, station address included.',
    shows: 'Nothing of its own: the pod is an ordinary host.',
    confused: 'host-device, ordinary hosts, the vlan plugin seen from inside, a single ipvlan pod without IPv6.',
    settle: 'Frames do not tell; ip -d link show inside the pod does.',
  },
];
