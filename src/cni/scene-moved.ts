/** Stations that are known only from packets that were seen a second time at another place: flows count each packet once, where it was seen first. */
import type { Observations } from '../tally/observations.ts';
import { destinationId, sourceId } from '../tally/station-id.ts';
import { outsideOfTunnels } from './networks.ts';
import type { Station } from './scene.ts';
import { stationOf } from './scene-stations.ts';
import type { Scenes } from './scenes.ts';

/** Rows looked at. */
const MAX_MOVED = 20_000;

/** Adds them to their scenes; where the capture is one network, its scenes know them already. */
export function addMoved({ tallies, contexts }: Observations, scenes: Scenes): void {
  if (scenes.networks.count < 2) return;
  const { moved } = tallies.flows;
  const { keys, width } = moved.table;
  const isOutside = outsideOfTunnels(contexts);
  const sums = new Map<Station, { sent: number; received: number }>();
  for (let row = 0; row < Math.min(moved.table.size, MAX_MOVED); row++) {
    if (!isOutside(moved.context[row])) continue;
    const scene = scenes.of(moved.context[row], moved.firstPlace[row]);
    const at = row * width + 2;
    addTo(sums, stationOf(scene, sourceId(keys, at), 0), 'sent', moved.packets[row]);
    addTo(sums, stationOf(scene, destinationId(keys, at), 0), 'received', moved.packets[row]);
  }
  for (const [station, { sent, received }] of sums) {
    if (station.sent === 0) station.sent = sent;
    if (station.received === 0) station.received = received;
  }
}

function addTo(
  sums: Map<Station, { sent: number; received: number }>,
  station: Station | null,
  count: 'sent' | 'received',
  packets: number,
): void {
  if (station === null) return;
  const sum = sums.get(station) ?? { sent: 0, received: 0 };
  sum[count] += packets;
  sums.set(station, sum);
}
