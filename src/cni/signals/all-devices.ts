/** `any` captures: what a node no longer has among its devices. */
import type { Scene } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';

export const allDevices = {
  id: 'all-devices',
  title: 'Capture on all devices',
  reference: 'containernetworking/plugins: plugins/main/host-device (moveLinkIn); packet(7)',
  explain:
    "host-device moves the card into the pod's network namespace. A capture on all devices of the node does not see it any more; only one taken inside the pod does. Every other mode leaves " +
    "the node a device that its pods' frames pass.",
  weigh,
} satisfies Signal;

// Captures on all devices are made on nodes, three of four; of 140 labelled captures of host-device none is one, of 233 of ordinary hosts 56 are.
const INSIDE_POD_ONLY = -6;

function weigh({ cooked, tunnel, firstFrame }: Scene): Reading[] {
  if (cooked === null || tunnel !== null) return [];
  return [
    {
      statement: 'the capture is of all devices; a node no longer has a card that it handed to a pod',
      weights: { 'host-device/*': INSIDE_POD_ONLY },
      frames: [firstFrame],
    },
  ];
}
