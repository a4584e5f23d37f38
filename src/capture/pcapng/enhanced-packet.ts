/** Enhanced Packet Block (draft-ietf-opsawg-pcapng §4.3). */
import { RECORDS_PER_BATCH, type RecordBatch } from '../packet-source.ts';
import { type BlockBody, BlockType, TRAILER_LENGTH } from './block.ts';
import type { PacketContext, PacketFields } from './packet.ts';
import { readPacketOptions } from './packet-options.ts';

/** Field offsets in the body. */
const INTERFACE = 0;
const TIME_HIGH = 4;
const TIME_LOW = 8;
const CAPTURED = 12;
const ORIGINAL = 16;
export const PACKET_DATA = 20;

/** Offsets of the same fields, and of the frame's, in the block. */
const LENGTH_AT = 4;
const INTERFACE_AT = 8;
const TIME_HIGH_AT = 12;
const TIME_LOW_AT = 16;
const CAPTURED_AT = 20;
const ORIGINAL_AT = 24;
const DATA_AT = 28;
/** Type, lengths and fixed fields. */
const OVERHEAD = DATA_AT + TRAILER_LENGTH;

const NANOS_PER_SECOND = 1_000_000_000;

/** Hot path: takes well-formed EPBs until anything else comes, and leaves the buffer at it. */
export function readEnhancedPackets(batch: RecordBatch, context: PacketContext): void {
  const { starts, ends, wireLengths, seconds, nanoseconds, interfaces } = batch;
  const { input, section } = context;
  const { view, end } = input;
  const { littleEndian, firstInterface, count: interfaceCount, maxCaptured, fastUnits, offsets } = section;
  let at = input.start;
  let count = batch.count;
  while (count < RECORDS_PER_BATCH && end - at >= OVERHEAD) {
    const length = view.getUint32(at + LENGTH_AT, littleEndian);
    if (view.getUint32(at, littleEndian) !== BlockType.EnhancedPacket || length > end - at || length < OVERHEAD) break;
    if ((length & 3) !== 0 || view.getUint32(at + length - TRAILER_LENGTH, littleEndian) !== length) break;
    const id = view.getUint32(at + INTERFACE_AT, littleEndian);
    const captured = view.getUint32(at + CAPTURED_AT, littleEndian);
    if (id >= interfaceCount || captured > length - OVERHEAD || captured > maxCaptured[id]) break;
    const units = fastUnits[id];
    if (units === 0) break;
    const high = view.getUint32(at + TIME_HIGH_AT, littleEndian);
    const low = view.getUint32(at + TIME_LOW_AT, littleEndian);
    // Off by one second at most; the low words, exact modulo 2^32, tell (clock.ts).
    let second = Math.floor((high * 0x1_0000_0000 + low) / units);
    let within = (low - Math.imul(second, units)) | 0;
    if (within < 0) {
      second--;
      within += units;
    } else if (within >= units) {
      second++;
      within -= units;
    }
    const start = at + DATA_AT;
    const optionsLength = length - OVERHEAD - ((captured + 3) & ~3);
    if (optionsLength > 0) {
      readPacketOptions(
        context,
        section.interfaces[id],
        at + length - TRAILER_LENGTH - optionsLength,
        at + length - TRAILER_LENGTH,
      );
    }
    starts[count] = start;
    ends[count] = start + captured;
    wireLengths[count] = view.getUint32(at + ORIGINAL_AT, littleEndian);
    seconds[count] = second + offsets[id];
    nanoseconds[count] = Math.floor(within * (NANOS_PER_SECOND / units));
    interfaces[count] = firstInterface + id;
    count++;
    at += length;
  }
  input.start = at;
  batch.count = count;
}

/** The fields of an EPB that the loop left. */
export function enhancedPacket(block: BlockBody): PacketFields {
  const { view, littleEndian, start, end } = block;
  return {
    interfaceId: view.getUint32(start + INTERFACE, littleEndian),
    time: {
      high: view.getUint32(start + TIME_HIGH, littleEndian),
      low: view.getUint32(start + TIME_LOW, littleEndian),
    },
    captured: view.getUint32(start + CAPTURED, littleEndian),
    original: view.getUint32(start + ORIGINAL, littleEndian),
    start: start + PACKET_DATA,
    room: end - start - PACKET_DATA,
  };
}
