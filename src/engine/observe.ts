/** Closes a reading: the tallies are finished, and what the files said of themselves is put beside the tallies. */

import { linkTypeName } from '../capture/link-types.ts';
import type { CaptureInfo } from '../capture/packet-source.ts';
import type { InputFacts, InterfaceFacts, Observations } from '../tally/observations.ts';
import type { Reading } from './reading.ts';

/** The observations of a reading; it takes no more packets after this. */
export function observe(reading: Reading, interrupted: boolean, threads = 1): Observations {
  const { tallies, read, kept, packet, clock } = reading;
  const { last } = kept;
  tallies.finish(packet.contexts, last === null ? Number.NaN : clock.at(last.seconds, last.nanoseconds));
  return {
    inputs: reading.infos.map((info, index) => inputFacts(info, index, reading, interrupted)),
    read,
    kept,
    tallies,
    hosts: tallies.hosts,
    contexts: packet.contexts,
    epochSeconds: clock.epochSeconds,
    filter: reading.filterText,
    interrupted,
    threads,
  };
}

function inputFacts(info: CaptureInfo, index: number, reading: Reading, interrupted: boolean): InputFacts {
  const { path, format, compression, bytes, size, damage, dropped } = info;
  const cut = interrupted && index === reading.infos.length - 1;
  return {
    path,
    format,
    compression,
    bytes,
    size,
    frames: reading.frames[index],
    complete: damage.length === 0 && !cut,
    damage,
    interfaces: info.interfaces.map(interfaceFacts),
    firstInterface: reading.firstInterfaces[index],
    dropped,
  };
}

const interfaceFacts = (facts: CaptureInfo['interfaces'][number]): InterfaceFacts => ({
  ...facts,
  linkTypeName: linkTypeName(facts.linkType),
});
