/** An anonymised capture, block by block: one section, the interfaces by their numbers in the input, packets, counters. Comments and names of the input stay behind. */
import type { CaptureInfo, CaptureInterface, RecordBatch } from '../capture/packet-source.ts';
import {
  enhancedPacket,
  interfaceDescription,
  interfaceStatistics,
  sectionHeader,
  simplePacket,
} from '../evidence/pcapng-blocks.ts';
import { timeStamp } from '../evidence/time-stamp.ts';
import { deviceName } from './names/devices.ts';
import type { Words } from './names/words.ts';

const COMMENT = 'anonymised by netsight: addresses and names are pseudonyms, payload is zero';

export class CaptureFile {
  private readonly info: CaptureInfo;
  private readonly words: Words;
  /** Interfaces described so far are the input's first ones; those behind them are copies for clocks that went wrong. */
  private described = 0;
  private blocksOfInterfaces = 0;
  private readonly strayClocks = new Map<string, number>();
  private readonly numbers: number[] = [];
  private dropped = 0;

  constructor(info: CaptureInfo, words: Words) {
    this.info = info;
    this.words = words;
  }

  /** The file's first block. */
  begin(application: string): Uint8Array {
    return sectionHeader(application, COMMENT);
  }

  /** The blocks of rewritten packets. */
  *packets(batch: RecordBatch): Generator<Uint8Array> {
    yield* this.interfaces();
    for (let i = 0; i < batch.count; i++) yield* this.packet(batch, i);
  }

  /** What was counted while capturing, and interfaces that had no packet. */
  *end(): Generator<Uint8Array> {
    yield* this.interfaces();
    for (const [index, facts] of this.info.interfaces.entries()) {
      const { received, droppedByInterface, droppedByOs } = facts;
      const counters = { received, droppedByInterface, droppedByOs };
      if (Object.values(counters).some((value) => value !== null))
        yield interfaceStatistics(this.numbers[index], counters);
    }
  }

  private *interfaces(): Generator<Uint8Array> {
    for (const facts of this.info.interfaces.slice(this.described)) {
      this.numbers.push(this.blocksOfInterfaces++);
      this.described++;
      yield this.describe(facts, 0);
    }
  }

  private *packet(batch: RecordBatch, i: number): Generator<Uint8Array> {
    const index = batch.interfaces[i];
    const data = batch.bytes.subarray(batch.starts[i], batch.ends[i]);
    const original = batch.wireLengths[i];
    if (this.isSimple(batch, i)) return yield simplePacket(original, data);
    const { offset, units, remark } = timeStamp(batch.seconds[i], batch.nanoseconds[i]);
    if (offset !== 0) yield* this.strayClock(index, offset);
    const interfaceId = this.strayClocks.get(`${index} ${offset}`) ?? this.numbers[index];
    const comments = remark === null ? [] : [remark];
    const dropped = this.info.dropped - this.dropped;
    this.dropped = this.info.dropped;
    yield enhancedPacket({ interfaceId, time: units, original, comments, dropped }, data);
  }

  /** True for a packet that came in a block without a time, and can go out in one. */
  private isSimple({ seconds, interfaces, starts, ends, wireLengths }: RecordBatch, i: number): boolean {
    if (!Number.isNaN(seconds[i]) || interfaces[i] !== 0) return false;
    const limit = this.info.interfaces[0].snapLength || Number.POSITIVE_INFINITY;
    return ends[i] - starts[i] === Math.min(wireLengths[i], limit);
  }

  private *strayClock(index: number, offset: number): Generator<Uint8Array> {
    const key = `${index} ${offset}`;
    if (this.strayClocks.has(key)) return;
    this.strayClocks.set(key, this.blocksOfInterfaces++);
    yield this.describe(this.info.interfaces[index], offset);
  }

  private describe({ linkType, snapLength, fcsLength, name }: CaptureInterface, timeOffset: number): Uint8Array {
    const shown = name && deviceName(name, this.words);
    return interfaceDescription({ linkType, snapLength, fcsLength, name: shown, description: null, timeOffset });
  }
}
