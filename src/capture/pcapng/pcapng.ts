/** Blocks of a pcapng file (draft-ietf-opsawg-pcapng), section by section. */
import type { RecordParser } from '../capture-source.ts';
import type { ChunkBuffer } from '../chunk-buffer.ts';
import { stopAt } from '../damage.ts';
import { type CaptureInfo, RECORDS_PER_BATCH, type RecordBatch } from '../packet-source.ts';
import { type BlockBody, BlockType, BODY, padded, TRAILER_LENGTH } from './block.ts';
import { type BlockFrame, blockFrame } from './block-frame.ts';
import * as epb from './enhanced-packet.ts';
import { MAX_INTERFACES, readInterfaceDescription } from './interface-description.ts';
import { readInterfaceStatistics } from './interface-statistics.ts';
import { readNameResolution } from './name-resolution.ts';
import * as pb from './obsolete-packet.ts';
import { addPacket, isSound, type PacketFields } from './packet.ts';
import { readPacketOptions } from './packet-options.ts';
import { Section } from './section.ts';
import { MAJOR_VERSION, readSectionHeader } from './section-header.ts';
import * as spb from './simple-packet.ts';

/** Body length without options, below which a block of the type cannot be read. */
const MIN_BODY: Record<number, number> = {
  [BlockType.InterfaceDescription]: 8,
  [BlockType.ObsoletePacket]: pb.PACKET_DATA,
  [BlockType.SimplePacket]: spb.PACKET_DATA,
  [BlockType.InterfaceStatistics]: 12,
  [BlockType.EnhancedPacket]: epb.PACKET_DATA,
};

/** Different block types counted in `skippedBlocks`; a hostile file may use a new one each time. */
const MAX_SKIPPED_TYPES = 256;

type Block = BlockBody & { type: number };

/** Finds the packets of one pcapng file. */
export class PcapngParser implements RecordParser {
  stopped = false;
  private readonly info: CaptureInfo;
  private section = new Section(-1, true, 0);

  constructor(info: CaptureInfo) {
    this.info = info;
  }

  read(batch: RecordBatch, input: ChunkBuffer): number {
    batch.count = 0;
    do {
      epb.readEnhancedPackets(batch, { input, info: this.info, section: this.section });
    } while (batch.count < RECORDS_PER_BATCH && this.readBlock(batch, input));
    return batch.count;
  }

  truncated(input: ChunkBuffer): void {
    const left = input.end - input.start;
    stopAt(this.info, input.position, 'truncated-block', `The capture ends ${left} bytes into a block.`);
  }

  /** Takes one block of any kind; false when it is not all there, or makes no sense. */
  private readBlock(batch: RecordBatch, input: ChunkBuffer): boolean {
    const frame = blockFrame(input, this.section.littleEndian);
    if (frame.state === 'bad') this.stop(input.position, frame.code, frame.message);
    if (frame.state !== 'block') return false;
    const block = bodyOf(frame, input);
    if (block.end - block.start < (MIN_BODY[frame.type] ?? 0)) {
      this.stop(block.position, 'bad-block-length', `A block of type ${frame.type} is too short for its fields.`);
    } else {
      this.dispatch(block, batch, input);
    }
    if (!this.stopped) input.start += frame.length;
    return !this.stopped;
  }

  private dispatch(block: Block, batch: RecordBatch, input: ChunkBuffer): void {
    const { info, section } = this;
    switch (block.type) {
      case BlockType.SectionHeader:
        this.beginSection(block);
        break;
      case BlockType.InterfaceDescription:
        this.describe(block);
        break;
      case BlockType.EnhancedPacket:
        this.packet(block, epb.enhancedPacket(block), batch, input);
        break;
      case BlockType.SimplePacket:
        this.packet(block, spb.simplePacket(block, section), batch, input);
        break;
      case BlockType.ObsoletePacket:
        this.packet(block, pb.obsoletePacket(block, info), batch, input);
        break;
      case BlockType.NameResolution:
        readNameResolution(block, info);
        break;
      case BlockType.InterfaceStatistics:
        readInterfaceStatistics(block, section, info);
        break;
      default:
        countSkipped(info.skippedBlocks, block.type);
    }
  }

  private beginSection(block: Block): void {
    const version = readSectionHeader(block, this.info);
    this.section = new Section(this.section.number + 1, block.littleEndian, this.info.interfaces.length);
    if (version !== MAJOR_VERSION) {
      this.stop(
        block.position,
        'unknown-version',
        `A section has major version ${version}; only ${MAJOR_VERSION} is known.`,
      );
    }
  }

  private describe(block: Block): void {
    if (readInterfaceDescription(block, this.section, this.info)) return;
    this.stop(block.position, 'too-many-interfaces', `The capture describes more than ${MAX_INTERFACES} interfaces.`);
  }

  private packet(block: Block, packet: PacketFields, batch: RecordBatch, input: ChunkBuffer): void {
    const { info, section } = this;
    const context = { input, info, section };
    if (!isSound(packet, context, block.position)) {
      this.stopped = true;
      return;
    }
    addPacket(packet, section, batch);
    if (block.type === BlockType.SimplePacket) return;
    readPacketOptions(
      context,
      section.interfaces[packet.interfaceId],
      packet.start + padded(packet.captured),
      block.end,
    );
  }

  private stop(position: number, code: string, message: string): void {
    this.stopped = true;
    stopAt(this.info, position, code, message);
  }
}

function bodyOf(frame: BlockFrame & { state: 'block' }, input: ChunkBuffer): Block {
  const { bytes, view, start, position } = input;
  const { type, littleEndian, length } = frame;
  return { type, bytes, view, littleEndian, position, start: start + BODY, end: start + length - TRAILER_LENGTH };
}

function countSkipped(skipped: Map<number, number>, type: number): void {
  if (skipped.size < MAX_SKIPPED_TYPES || skipped.has(type)) skipped.set(type, (skipped.get(type) ?? 0) + 1);
}
