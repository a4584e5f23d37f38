/** What a capture of all devices tells of the machine it was taken on: whether it may pass on what a station addresses to it, or only answers. */
import * as PacketType from '../wire/packet-type.ts';
import { isPodLike } from './population.ts';
import type { CookedFacts, Scene, Station } from './scene.ts';

/** Cooked headers of the first version name no device. */
const UNNAMED = 0;

/** Packets before their type tells anything. */
export const MIN_TYPED = 3;
/** Of two counts of the same frames: a filter or a cut takes a few. */
const ALIKE = 0.8;

/** Behind a bridge that is its gateway: each frame is for another host on the port it comes in by, and for this machine on the bridge. */
export function isBehindGatewayBridge({ types }: CookedFacts, station: number): boolean {
  const counts = types.get(station);
  if (counts === undefined) return false;
  const [less, more] = [counts[PacketType.ToUs], counts[PacketType.ToOther]].toSorted((one, other) => one - other);
  return less >= MIN_TYPED && less >= ALIKE * more;
}

/** True for a station in whose name this machine sends. */
export const isOwn = ({ types }: CookedFacts, station: number): boolean =>
  (types.get(station)?.[PacketType.FromUs] ?? 0) > 0;

export const ownStations = (cooked: CookedFacts): number[] =>
  [...cooked.types.keys()].filter((station) => isOwn(cooked, station));

/** Of each station: false where this machine sends by the device that the station is heard on and by no other, and nothing that it has from others: it is one of those that talk. */
export function passesOn({ stations }: Scene, cooked: CookedFacts): (station: number) => boolean {
  const ours = ownStations(cooked).flatMap((id) => stations.get(id) ?? []);
  if (ours.every(({ own }) => own.length === 0) || ours.some(({ passed }) => passed.length > 0)) return () => true;
  const devices = new Set([...cooked.ways.values()].flatMap(({ out }) => [...out]));
  const isOfCloud = isSoleOfCloud(ours, cooked);
  return (station) => {
    const into = cooked.ways.get(station)?.into ?? new Set<number>();
    return into.has(UNNAMED) ? !isOfCloud : [...devices].some((device) => !into.has(device));
  };
}

/** All is sent in one random name: whoever routes for pods answers them in another. */
const isSoleOfCloud = ([me]: Station[], cooked: CookedFacts): boolean =>
  ownStations(cooked).length === 1 && isPodLike(me);
