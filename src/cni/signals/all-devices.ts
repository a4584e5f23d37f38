/** `any` captures: what a node no longer has among its devices, and what it would have if it had pods. */
import { ownStations } from '../passed-on.ts';
import { isPodLike } from '../population.ts';
import type { CookedFacts, Scene, Station } from '../scene.ts';
import type { Reading, Signal, Weights } from '../signal.ts';
import { stationName } from '../wording.ts';

export const allDevices = {
  id: 'all-devices',
  title: 'Capture on all devices',
  reference: 'containernetworking/plugins: plugins/main/host-device (moveLinkIn); packet(7)',
  explain:
    "host-device moves the card into the pod's network namespace. A capture on all devices of the node does not see it any more; only one taken inside the pod does. The vlan plugin's frames are " +
    "seen with their tag. Every other mode leaves the node a device that its pods' frames pass: where all is sent in the name of one card and no random address is heard, this machine has no pods " +
    'that it routes or bridges.',
  weigh,
} satisfies Signal;

// Of 218 labelled captures of host-device none is of all devices, of 338 of ordinary hosts 81 are; but one in six of those that are made of pods may be made inside of them. The vlan plugin's
// sub-interface is in the pod as well: the node sees its frames with their tag.
const INSIDE_POD_ONLY = -8;
// All that leaves this machine leaves in one name, a card's where no pod is heard, or in a cloud a random one: pods that it routes or bridges would be heard on their own links, and answered in
// another name. None of 135 labelled captures of such nodes on all devices is so; routers between nodes send by several cards.
const NO_POD_LINK = -8;

function weigh(scene: Scene): Reading[] {
  const { cooked, tunnel, vlans, firstFrame } = scene;
  if (cooked === null || tunnel !== null) return [];
  const statement = 'the capture is of all devices; a node no longer has a card that it handed to a pod';
  const untagged: Weights = vlans.length === 0 ? { 'vlan/*': INSIDE_POD_ONLY } : {};
  const readings: Reading[] = [
    { statement, weights: { 'host-device/*': INSIDE_POD_ONLY, ...untagged }, frames: [firstFrame] },
  ];
  const sender = soleSender(scene, cooked);
  if (sender === null) return readings;
  return [
    ...readings,
    {
      statement: `this machine sends as ${stationName(sender.id)} alone, and nobody is heard on another link`,
      weights: { bridge: NO_POD_LINK, 'native/*': NO_POD_LINK, ptp: NO_POD_LINK },
      frames: [sender.firstFrame],
    },
  ];
}

/** The station in whose name all is sent: a card where no random address is heard, or a machine of a cloud that hears all by the device it sends by. */
function soleSender({ stations }: Scene, cooked: CookedFacts): Station | null {
  const senders = ownStations(cooked);
  const sender = stations.get(senders[0]);
  if (senders.length !== 1 || sender === undefined) return null;
  if (isPodLike(sender)) return hearsElsewhere(sender, cooked) ? null : sender;
  return [...stations.values()].every(({ kind }) => kind === 'nic') ? sender : null;
}

const hearsElsewhere = ({ id }: Station, { ways }: CookedFacts): boolean =>
  [...ways.values()].some(({ into }) => [...into].some((device) => !ways.get(id)!.out.has(device)));
