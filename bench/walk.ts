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

/** Record `i` alone, as the kernel loads it. */
export const recordAt = (records: Records, i: number): Loaded => part(records, i, i + 1);

/** The records of the batch that begins with record `i`. */
export const recordsFrom = (records: Records, i: number): Loaded =>
  part(records, i, Math.min(i + RECORDS_PER_BATCH, records.count));

const part = ({ bytes, starts, ends, wireLengths }: Records, from: number, end: number): Loaded => ({
  bytes,
  count: end - from,
  starts: starts.subarray(from, end),
  ends: ends.subarray(from, end),
  wireLengths: wireLengths.subarray(from, end),
  interfaces: new Int32Array(end - from),
});
