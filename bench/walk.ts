/** Decodes records in memory, as the engine does with those of a batch. */

import { RECORDS_PER_BATCH } from '../src/capture/packet-source.ts';
import type { Records as Loaded } from '../src/tally/kernel.ts';
import { UDP_PORTS } from '../src/wire/next.ts';
import { Packet } from '../src/wire/packet.ts';
import { decode } from '../src/wire/registry.ts';
import type { Records } from './stage.ts';

const ETHERNET = 1;

/** A packet over the records' memory. */
export function packetOver(records: Records): Packet {
  const packet = new Packet(UDP_PORTS.slice());
  packet.bytes = records.bytes;
  packet.view = records.view;
  return packet;
}

/** Decodes record `i`. */
export function decodeRecord(packet: Packet, records: Records, i: number): void {
  packet.reset(records.starts[i], records.ends[i], records.wireLengths[i]);
  packet.frame = i + 1;
  packet.timeNs = records.timesNs[i];
  decode(packet, ETHERNET);
}

/** The records of the batch that begins with record `i`. */
export function recordsFrom({ bytes, count, starts, ends, wireLengths }: Records, i: number): Loaded {
  const end = Math.min(i + RECORDS_PER_BATCH, count);
  return {
    bytes,
    count: end - i,
    starts: starts.subarray(i, end),
    ends: ends.subarray(i, end),
    wireLengths: wireLengths.subarray(i, end),
    interfaces: new Int32Array(end - i),
  };
}
