/** Frames whose source and destination station are one: siblings behind one network card, or a slave without ARP. */

import type { Scene, Station } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal } from '../signal.ts';
import { counted, stationName } from '../wording.ts';

export const selfAddressed = {
  id: 'self-addressed',
  title: 'Source station equals destination station',
  reference: 'Linux drivers/net/ipvlan/ipvlan_core.c; Documentation/networking/ipvlan.rst',
  explain:
    'In L2 mode ipvlan pods of one node reach each other under the one station address they share. In L3 and L3S mode a slave does no ARP, so everything it sends has ' +
    'its own station address as destination. Both are visible only inside a pod: the driver delivers such frames itself. In L2 mode the pod still does ARP, and what it ' +
    'sends to others has other destinations.',
  weigh,
} satisfies Signal;

/** Fewer frames are a test or a forgery. */
const MIN_FRAMES = 3;
const SHARED = 40;
// Between the two: an L3 pod never does ARP for its address; an L2 pod cannot send without it.
const ALL_TO_ITSELF = 20;
const ONLY_SIBLINGS = 8;

function weigh(scene: Scene): Reading[] {
  const station = [...scene.stations.values()].find(({ selfSent }) => selfSent >= MIN_FRAMES);
  if (station === undefined) return [];
  const others = station.sent - station.selfSent;
  return [
    {
      statement: `${counted(station.selfSent, 'packet')} of ${station.sent} that ${stationName(station.id)} sent are addressed to itself`,
      weights: weightsOf(station, others),
      frames: [station.selfFrame].slice(0, MAX_FRAMES),
    },
  ];
}

function weightsOf(station: Station, others: number): Record<string, number> {
  if (others > 0 || station.claims.size > 0) {
    return { 'ipvlan/l2': SHARED, 'ipvlan/l3': SHARED - ALL_TO_ITSELF, 'ipvlan/l3s': SHARED - ALL_TO_ITSELF };
  }
  const siblingsOnly = station.speech.size > 1 && station.sent === station.received;
  const gap = siblingsOnly ? ONLY_SIBLINGS : ALL_TO_ITSELF;
  return { 'ipvlan/l2': SHARED - gap, 'ipvlan/l3': SHARED, 'ipvlan/l3s': SHARED };
}
