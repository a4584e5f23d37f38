/** Spanning tree frames from a random station address: a veth port of a Linux bridge. */
import { isPodLike } from '../population.ts';
import type { Scene } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';
import { counted, stationName } from '../wording.ts';

export const spanningTreePort = {
  id: 'spanning-tree-port',
  title: 'Spanning tree from a random address',
  reference: 'IEEE 802.1D-2004 §9.3; Linux net/bridge/br_stp_bpdu.c',
  explain:
    "A bridge with spanning tree on sends BPDUs every two seconds out of each port, with the port's own station address. Inside a pod that is the host end of its veth, a random " +
    "address. Switches have vendors' addresses; macvlan and ipvlan send none.",
  weigh,
} satisfies Signal;

// Only a bridge in software has ports with random addresses. Virtual switches of other makes do too.
const WEIGHT = 28;

function weigh(scene: Scene): Reading[] {
  const port = scene.infrastructure.find((station) => station.stpFrames > 0 && isPodLike(station));
  if (port === undefined) return [];
  return [
    {
      statement: `${stationName(port.id)} sent ${counted(port.stpFrames, 'spanning tree frame')}: a port of a bridge in software`,
      weights: { bridge: WEIGHT, 'vxlan/flannel': 10, 'vxlan/weave': 10 },
      frames: [port.stpFrame],
    },
  ];
}
