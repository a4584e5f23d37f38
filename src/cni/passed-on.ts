/** What a capture of all devices tells of the machine it was taken on: whether it may pass on what a station addresses to it, or only answers. */
import * as PacketType from '../wire/packet-type.ts';
import type { CookedFacts, Scene } from './scene.ts';

/** Cooked headers of the first version name no device. */
const UNNAMED = 0;

/** False where this machine sends by the device that the station is heard on and by no other, and nothing that it has from others: it is one of those that talk. */
export function mayPassOn({ stations }: Scene, { types, ways }: CookedFacts, station: number): boolean {
  const into = ways.get(station)?.into ?? new Set<number>();
  if (into.has(UNNAMED) || [...ways.values()].some(({ out }) => [...out].some((device) => !into.has(device))))
    return true;
  const ours = [...stations.values()].filter(({ id }) => (types.get(id)?.[PacketType.FromUs] ?? 0) > 0);
  return ours.every(({ own }) => own.length === 0) || ours.some(({ passed }) => passed.length > 0);
}
