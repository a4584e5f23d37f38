/** Everything a run learned: what classifier, detectors and reports read. Nothing in it changes any more. */
import { fileName } from '../base/file-name.ts';
import type { Contexts } from '../wire/contexts.ts';
import type { Hosts } from './hosts.ts';
import type { InterfaceTally, Stamp } from './interfaces.ts';
import type { Tallies } from './tallies.ts';
import { formatTime } from './times.ts';

/** One capture interface, as its file describes it. */
export interface InterfaceFacts {
  id: number;
  section: number;
  name: string | null;
  description: string | null;
  linkType: number;
  linkTypeName: string;
  snapLength: number;
  filter: string | null;
  received: number | null;
  droppedByInterface: number | null;
  droppedByOs: number | null;
}

/** One input, as far as it was read. */
export interface InputFacts {
  path: string;
  format: 'pcap' | 'pcapng';
  compression: 'none' | 'gzip' | 'zstd' | 'lz4' | 'xz';
  /** Bytes read, as stored. */
  bytes: number;
  /** Size as stored; null for a pipe. */
  size: number | null;
  frames: number;
  /** False when it is damaged or reading was interrupted. */
  complete: boolean;
  damage: readonly { offset: number; code: string; message: string }[];
  interfaces: readonly InterfaceFacts[];
  /** Index of its first interface among those of all inputs. */
  firstInterface: number;
  /** Sum of epb_dropcount. */
  dropped: number;
}

export interface Observations {
  inputs: readonly InputFacts[];
  /** Every record read. */
  read: InterfaceTally;
  /** Records that the filter kept; the same object as `read` without one. */
  kept: InterfaceTally;
  tallies: Tallies;
  hosts: Hosts;
  contexts: Contexts;
  /** Seconds since 1970 that times count from; NaN when no frame had a time stamp. */
  epochSeconds: number;
  /** Filter expression; null when every packet was kept. */
  filter: string | null;
  interrupted: boolean;
  /** Threads that did the work; the result does not depend on it. */
  threads: number;
}

/** Interfaces of all inputs in one list, with the input each belongs to. */
export const allInterfaces = (observations: Observations): { input: number; facts: InterfaceFacts }[] =>
  observations.inputs.flatMap((input, index) => input.interfaces.map((facts) => ({ input: index, facts })));

/** What an interface is called: by its name or number, with several inputs behind the name of the file; by the file alone where it is the only one of it and has no name. */
export function interfaceName(
  inputs: readonly InputFacts[],
  { input, facts }: { input: number; facts: InterfaceFacts },
): string {
  const { path, interfaces } = inputs[input];
  const own = facts.name ?? `interface ${facts.id}`;
  if (inputs.length === 1) return own;
  const file = fileName(path);
  return facts.name === null && interfaces.length === 1 ? file : `${file}:${own}`;
}

/** What a place is called: the interface's name or number, and for `any` captures the index of the device. */
export function placeName(observations: Observations, at: number): string {
  const { interface: index, interfaceIndex } = observations.tallies.places.list[at];
  const place = allInterfaces(observations)[index];
  const name = interfaceName(observations.inputs, place);
  return interfaceIndex === 0
    ? name
    : `${observations.inputs.length > 1 ? name : (place.facts.name ?? 'any')}:${interfaceIndex}`;
}

/** From the first to the last time stamp of what was kept, in ns of the run's clock; NaN without one. */
export function spanNs({ kept, epochSeconds }: Observations): [first: number, last: number] {
  const ns = (stamp: Stamp | null): number =>
    stamp === null ? Number.NaN : (stamp.seconds - epochSeconds) * 1e9 + stamp.nanoseconds;
  return [ns(kept.first), ns(kept.last)];
}

/** A time of the run as RFC 3339; null without one. */
export const timeText = (observations: Observations, timeNs: number): string | null =>
  formatTime(timeNs, observations.epochSeconds);
