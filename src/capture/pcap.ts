/** Records of pcap files (draft-ietf-opsawg-pcap §5). Zero bytes are empty packets of 1970 here, as in Wireshark: the format has no other way to see them. */
import type { RecordParser } from './capture-source.ts';
import type { ChunkBuffer } from './chunk-buffer.ts';
import { stopAt } from './damage.ts';
import { type CaptureInfo, type CaptureInterface, RECORDS_PER_BATCH, type RecordBatch } from './packet-source.ts';
import { LengthOrder, type PcapLayout } from './pcap-header.ts';

const FRACTION = 4;
const FIRST_LENGTH = 8;
const SECOND_LENGTH = 12;
const NANOS_PER_SECOND = 1_000_000_000;

/** The one interface of a pcap file, described by its header. */
export function pcapInterface(layout: PcapLayout): CaptureInterface {
  return {
    section: 0,
    id: 0,
    name: null,
    description: null,
    linkType: layout.linkType,
    snapLength: layout.snapLength,
    fcsLength: layout.fcsLength,
    filter: null,
    resolution: layout.nanosPerUnit === 1 ? '10^-9' : '10^-6',
    received: null,
    droppedByInterface: null,
    droppedByOs: null,
  };
}

/** Finds the records of one pcap file. */
export class PcapParser implements RecordParser {
  stopped = false;
  private readonly info: CaptureInfo;
  private readonly layout: PcapLayout;

  constructor(info: CaptureInfo, layout: PcapLayout) {
    this.info = info;
    this.layout = layout;
  }

  read(batch: RecordBatch, input: ChunkBuffer): number {
    const count = readRecords(batch, input, this.layout);
    if (count < RECORDS_PER_BATCH) this.examine(input);
    return count;
  }

  truncated(input: ChunkBuffer): void {
    const { recordHeaderLength } = this.layout;
    const left = input.end - input.start;
    const message =
      left < recordHeaderLength
        ? `The capture ends ${left} bytes into a record header of ${recordHeaderLength} bytes.`
        : `The capture ends inside a packet: ${left - recordHeaderLength} of ${this.lengthAt(input)} captured bytes are there.`;
    stopAt(this.info, input.position, 'truncated-record', message);
  }

  /** Looks at the record that `readRecords` left: not all there yet, or damage. */
  private examine(input: ChunkBuffer): void {
    const { recordHeaderLength, maxCaptured } = this.layout;
    if (input.end - input.start < recordHeaderLength) return;
    const captured = this.lengthAt(input);
    if (captured <= maxCaptured) return;
    this.stopped = true;
    const found = `A record claims ${captured} captured bytes; at most ${maxCaptured} can be.`;
    stopAt(this.info, input.position, 'impossible-length', found);
  }

  private lengthAt(input: ChunkBuffer): number {
    const { littleEndian, lengthOrder } = this.layout;
    const first = input.view.getUint32(input.start + FIRST_LENGTH, littleEndian);
    const second = input.view.getUint32(input.start + SECOND_LENGTH, littleEndian);
    return originalFirst(lengthOrder, first, second) ? second : first;
  }
}

/** Hot path: takes records until one is not all there, or does not make sense, and leaves the buffer at it. */
function readRecords(batch: RecordBatch, input: ChunkBuffer, layout: PcapLayout): number {
  const { starts, ends, wireLengths, seconds, nanoseconds, interfaces } = batch;
  const { view, end } = input;
  const { littleEndian, recordHeaderLength, nanosPerUnit, lengthOrder, maxCaptured } = layout;
  let at = input.start;
  let count = 0;
  while (count < RECORDS_PER_BATCH && end - at >= recordHeaderLength) {
    let captured = view.getUint32(at + FIRST_LENGTH, littleEndian);
    let original = view.getUint32(at + SECOND_LENGTH, littleEndian);
    if (lengthOrder !== LengthOrder.CapturedFirst && originalFirst(lengthOrder, captured, original)) {
      const first = captured;
      captured = original;
      original = first;
    }
    const start = at + recordHeaderLength;
    if (captured > maxCaptured || captured > end - start) break;
    let second = view.getUint32(at, littleEndian);
    let nanos = view.getUint32(at + FRACTION, littleEndian) * nanosPerUnit;
    if (nanos >= NANOS_PER_SECOND) {
      second += Math.floor(nanos / NANOS_PER_SECOND);
      nanos %= NANOS_PER_SECOND;
    }
    starts[count] = start;
    ends[count] = at = start + captured;
    wireLengths[count] = original;
    seconds[count] = second;
    nanoseconds[count] = nanos;
    interfaces[count] = 0;
    count++;
  }
  input.start = at;
  return count;
}

function originalFirst(order: LengthOrder, first: number, second: number): boolean {
  return order === LengthOrder.OriginalFirst || (order === LengthOrder.SmallerIsCaptured && first > second);
}
