/** What was read, as the report says it. */
import type { InputFacts, InterfaceFacts, Observations } from '../../tally/observations.ts';
import { allInterfaces, placeName } from '../../tally/observations.ts';
import { formatStamp } from '../../tally/times.ts';
import type { Analysis, Input } from '../analysis.ts';

const NS_PER_SECOND = 1e9;

/** One entry for each input, with the counters of its interfaces. */
export const buildInputs = (observations: Observations): Input[] =>
  observations.inputs.map((facts) => buildInput(observations, facts));

function buildInput(observations: Observations, facts: InputFacts): Input {
  const { path, format, compression, bytes, frames, complete, damage, interfaces, firstInterface } = facts;
  return {
    path,
    format,
    compression,
    bytes,
    frames,
    complete,
    damage: damage.map((entry) => ({ ...entry })),
    interfaces: interfaces.map((entry, index) => buildInterface(observations, entry, firstInterface + index)),
  };
}

function buildInterface(observations: Observations, facts: InterfaceFacts, index: number): Input['interfaces'][number] {
  const { frames, bytesCaptured, bytesOriginal } = observations.read;
  const drops = [facts.droppedByInterface, facts.droppedByOs].filter((value) => value !== null);
  return {
    id: facts.id,
    name: facts.name,
    linktype: facts.linkType,
    linktypeName: facts.linkTypeName,
    snaplen: facts.snapLength,
    frames: frames[index],
    bytesCaptured: bytesCaptured[index],
    bytesOriginal: bytesOriginal[index],
    description: facts.description,
    filter: facts.filter,
    received: facts.received,
    dropped: drops.length === 0 ? null : drops.reduce((sum, value) => sum + value, 0),
  };
}

/** Totals over what the filter kept. */
export function buildCapture(observations: Observations): Analysis['capture'] {
  const { kept, tallies } = observations;
  const interfaces = allInterfaces(observations).length;
  const total = (column: Float64Array): number => column.subarray(0, interfaces).reduce((sum, value) => sum + value, 0);
  const { first, last } = kept;
  return {
    frames: total(kept.frames),
    bytesCaptured: total(kept.bytesCaptured),
    bytesOriginal: total(kept.bytesOriginal),
    first: first && formatStamp(first),
    last: last && formatStamp(last),
    durationSeconds:
      first && last ? last.seconds - first.seconds + (last.nanoseconds - first.nanoseconds) / NS_PER_SECOND : 0,
    duplicates: tallies.flows.duplicatesElsewhere,
    undecoded: undecoded(observations),
  };
}

/** Frames on link types without a decoder, by link type. */
function undecoded(observations: Observations): Analysis['capture']['undecoded'] {
  const byType = new Map<number, Analysis['capture']['undecoded'][number]>();
  allInterfaces(observations).forEach(({ facts }, index) => {
    const frames = observations.kept.undecoded[index];
    if (frames === 0) return;
    const known = byType.get(facts.linkType);
    if (known) known.frames += frames;
    else byType.set(facts.linkType, { linktype: facts.linkType, linktypeName: facts.linkTypeName, frames });
  });
  return [...byType.values()];
}

/** Names of the places whose bits are set, in order. */
export function placeNames(observations: Observations, bits: number): string[] {
  return observations.tallies.places.list.flatMap((_, place) =>
    place < 31 && (bits & (1 << place)) !== 0 ? [placeName(observations, place)] : [],
  );
}
