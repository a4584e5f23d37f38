/** Several senders whose checksums a network card has yet to finish: what they send came here without one. */
import { isPodLike } from '../population.ts';
import type { Scene } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal } from '../signal.ts';
import { listed, stationName } from '../wording.ts';

export const unfinishedNeighbours = {
  id: 'unfinished-neighbours',
  title: 'Several stations send unfinished checksums',
  reference: 'Linux Documentation/networking/checksum-offloads.rst; drivers/net/veth.c; RFC 9293 §3.1',
  explain:
    "A checksum left to the network card is seen on the sender's machine only; what another machine sent has been completed. So where two random addresses send unfinished ones at one " +
    'place, both are on this machine: pods on a bridge, of macvlan or behind the same node. Ordinary hosts, and a card that was handed to a pod, have every neighbour behind a wire. ' +
    'Virtual machines of one hypervisor show the same.',
  weigh,
} satisfies Signal;

// None of 258 labelled captures of ordinary hosts and of 218 of handed-out cards shows it, 107 of others do; machines of one hypervisor would, if their addresses are no card's by custom.
const ON_WIRES = -8;
const WEIGHTS = { none: ON_WIRES, 'host-device/*': ON_WIRES, 'macvlan/passthru': ON_WIRES, 'vlan/*': ON_WIRES };

function weigh(scene: Scene): Reading[] {
  if (scene.tunnel !== null || scene.cooked !== null || scene.interfaces > 1) return [];
  const senders = [...scene.stations.values()].filter((station) => station.unfinished > 0 && isPodLike(station));
  if (senders.length < 2) return [];
  return [
    {
      statement: `SYNs of ${listed(senders.map(({ id }) => stationName(id)))} have unfinished checksums: none of them came by a wire`,
      weights: WEIGHTS,
      frames: senders.map(({ firstFrame }) => firstFrame).slice(0, MAX_FRAMES),
    },
  ];
}
