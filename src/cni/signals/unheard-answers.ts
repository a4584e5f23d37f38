/** L3 against L3S inside a pod: whether what comes from outside is recorded. */
import type { Scene, Station } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';
import { counted, stationName } from '../wording.ts';

export const unheardAnswers = {
  id: 'unheard-answers',
  title: 'Whether a slave without ARP records what it receives',
  reference: 'Linux drivers/net/ipvlan/ipvlan_l3s.c',
  explain:
    "In L3S mode packets from outside are handed to the pod by the host's IP layer, above the tap: tcpdump in the pod shows only what the pod sends, while TCP goes on. In " +
    'L3 mode both directions are recorded. On the uplink the two modes are the same.',
  weigh,
} satisfies Signal;

// The two drivers differ in exactly this; what is left is a capture filtered by direction.
const DECISIVE = 22;

function weigh(scene: Scene): Reading[] {
  const station = [...scene.stations.values()].find(({ selfSent }) => selfSent > 0);
  if (station === undefined || station.claims.size > 0 || station.sent > station.selfSent) return [];
  const heard = station.received - station.selfSent;
  if (heard > 0) return [heardReading(scene, station, heard)];
  const half = scene.halfHeard.get(station.id);
  if (half === undefined) return [];
  return [
    {
      statement: `${counted(half.connections, 'TCP connection')} of ${stationName(station.id)} are acknowledged, but no answer from outside is recorded`,
      weights: { 'ipvlan/l3s': DECISIVE, 'ipvlan/l3': -DECISIVE },
      frames: [half.firstFrame],
    },
  ];
}

const heardReading = (scene: Scene, station: Station, heard: number): Reading => ({
  statement: `${counted(heard, 'packet')} from other stations to ${stationName(station.id)} are recorded`,
  weights: { 'ipvlan/l3': DECISIVE, 'ipvlan/l3s': -DECISIVE },
  frames: [scene.firstFrame],
});
