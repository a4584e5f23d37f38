import type { ChunkBuffer } from '../chunk-buffer.ts';
import { stopAt } from '../damage.ts';
import type { CaptureInfo, RecordBatch } from '../packet-source.ts';
import { toInstant } from './clock.ts';
import type { Section } from './section.ts';

/** What every packet block is read in. */
export interface PacketContext {
  input: ChunkBuffer;
  info: CaptureInfo;
  section: Section;
}

/** One packet of a block that the packet loop does not read itself. */
export interface PacketFields {
  interfaceId: number;
  /** Units since 1970, high and low word; null when the block carries no time. */
  time: { high: number; low: number } | null;
  captured: number;
  original: number;
  /** First captured byte. */
  start: number;
  /** Bytes from there to the end of the block's body. */
  room: number;
}

/** Whether the packet can be: its interface is known and its captured bytes are there. If not, notes why at `position`. */
export function isSound(packet: PacketFields, context: PacketContext, position: number): boolean {
  const { info, section } = context;
  const { interfaceId, captured, room } = packet;
  if (interfaceId >= section.count) {
    const found = `A packet belongs to interface ${interfaceId}, but its section has described ${section.count} so far.`;
    stopAt(info, position, 'unknown-interface', found);
    return false;
  }
  const most = Math.min(room, section.maxCaptured[interfaceId]);
  if (captured <= most) return true;
  stopAt(info, position, 'impossible-length', `A packet claims ${captured} captured bytes; at most ${most} can be.`);
  return false;
}

/** Adds the packet to the batch. */
export function addPacket(packet: PacketFields, section: Section, batch: RecordBatch): void {
  const row = batch.count++;
  const { interfaceId, time, start } = packet;
  batch.starts[row] = start;
  batch.ends[row] = start + packet.captured;
  batch.wireLengths[row] = packet.original;
  batch.interfaces[row] = section.firstInterface + interfaceId;
  const instant = time && toInstant(section.resolutions[interfaceId], time.high, time.low);
  batch.seconds[row] = instant ? instant.seconds + section.offsets[interfaceId] : Number.NaN;
  batch.nanoseconds[row] = instant ? instant.nanoseconds : 0;
}
