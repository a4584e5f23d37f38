/** Where a scene was captured: inferred before the verdict, for it says what the other signals may mean. */
import { everywhere, isPodLike } from '../population.ts';
import type { Scene, Station } from '../scene.ts';
import type { Vantage, VantageId } from '../verdict.ts';
import { stationName } from '../wording.ts';

/** Packets below which nothing is said. */
const MIN_PACKETS = 4;

/** The likeliest place, with the reasons. */
export function inferVantage(scene: Scene): Vantage {
  if (scene.cooked !== null) {
    const { devices } = scene.cooked;
    return place(
      'any',
      0.99,
      `frames carry the header of captures on all devices${devices > 1 ? ` (${devices} devices)` : ''}`,
    );
  }
  if (scene.tunnel !== null)
    return place('uplink', 0.7, `frames of a ${scene.tunnel.type} tunnel are on the wire between its endpoints`);
  if (scene.stationless > 0 && scene.stations.size === 0)
    return place('tunnel', 0.7, 'packets have no link-layer addresses');
  if (scene.unicast < MIN_PACKETS)
    return place('unknown', 0.3, `only ${scene.unicast} packets between single stations`);
  return byStations(scene);
}

function byStations(scene: Scene): Vantage {
  const unfinished = [...scene.stations.values()].filter((station) => station.unfinished > 0);
  const self = [...scene.stations.values()].find((station) => station.selfSent > 0);
  if (self !== undefined)
    return place('pod', 0.9, `${stationName(self.id)} sends to its own station address, which no wire sees`);
  const one = everywhere(scene);
  if (isTunnelDevice(scene))
    return place('tunnel', 0.7, 'only decremented TTLs in both directions, and nobody asks for addresses');
  if (unfinished.length === 1) return bySender(scene, unfinished[0], one);
  if (unfinished.length > 1)
    return one !== null && isPodLike(one)
      ? place('pod', 0.6, `${stationName(one.id)} takes part in every conversation`)
      : place('bridge', 0.5, `${unfinished.length} stations send checksums that a network card has yet to finish`);
  if (one !== null)
    return place(
      'external',
      0.5,
      `${stationName(one.id)} takes part in every conversation, and all checksums are finished`,
    );
  return place('uplink', 0.4, 'all checksums are finished: the frames are on a wire');
}

/** A checksum left to the network card is seen on the sender's machine only. */
function bySender(scene: Scene, sender: Station, one: Station | null): Vantage {
  const reason = `checksums of ${stationName(sender.id)} are still to be finished by its network card`;
  if (!isPodLike(sender)) return place(one === null || one === sender ? 'external' : 'uplink', 0.6, reason);
  return place('pod', one === sender || scene.stations.size <= 3 ? 0.8 : 0.5, reason);
}

/** Both ends of every conversation are routers. */
function isTunnelDevice(scene: Scene): boolean {
  const routers = scene.population.gateways;
  const senders = [...scene.stations.values()].filter((station) => station.sent > 0);
  return (
    routers.length > 1 &&
    routers.length === senders.length &&
    routers.every((station) => isPodLike(station) && station.claims.size === 0)
  );
}

const place = (id: VantageId, confidence: number, reason: string): Vantage => ({ id, confidence, evidence: [reason] });
