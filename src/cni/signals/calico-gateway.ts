/** ee:ee:ee:ee:ee:ee, the host side of every Calico pod link. */
import type { Scene } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';

export const calicoGateway = {
  id: 'calico-gateway',
  title: "Calico's host-side station address",
  reference: 'projectcalico/calico: cni-plugin/pkg/dataplane/linux/dataplane_linux.go (hostSideMAC); calico#12806',
  explain:
    "Calico gives the host end of every pod's veth the station address ee:ee:ee:ee:ee:ee, and answers ARP for the pod's gateway 169.254.1.1 with it. It names the product; what " +
    "carries the packets between nodes shows in the MTU, or on the node's uplink.",
  weigh,
} satisfies Signal;

// Nobody else is known to use this address; Calico on kernels that refuse it falls back to a random one.
const WEIGHT = 35;
const OTHERS = -12;

function weigh(scene: Scene): Reading[] {
  const frame = scene.marks.get('calico');
  if (frame === undefined) return [];
  const others = Object.fromEntries(
    ['bridge', 'macvlan/*', 'ipvlan/*', 'ptp', 'none', 'host-device/*', 'vlan/*'].map((mode) => [mode, OTHERS]),
  );
  return [
    {
      statement: "the pods' gateway has the station address ee:ee:ee:ee:ee:ee",
      weights: { ...others, '*/calico': WEIGHT },
      frames: [frame],
    },
  ];
}
