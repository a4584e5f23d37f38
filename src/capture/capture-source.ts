import type { ChunkBuffer } from './chunk-buffer.ts';
import { noteDamage } from './damage.ts';
import type { CaptureInfo, PacketSource, RecordBatch } from './packet-source.ts';

/** A capture format: finds the records in the buffer. It notes damage in the `CaptureInfo` itself. */
export interface RecordParser {
  /** The bytes from `start` on make no sense; nothing more will be read. */
  readonly stopped: boolean;
  /** Takes complete records from the buffer; when `input.ended`, there will be no more than it holds. */
  read(batch: RecordBatch, input: ChunkBuffer): number;
  /** The input ended inside a record: notes that. */
  truncated(input: ChunkBuffer): void;
}

/** The two buffers of an input: as it lies in the file, and as the parser sees it; the same one when nothing is compressed. */
export interface Inputs {
  raw: ChunkBuffer;
  plain: ChunkBuffer;
}

/** Joins a buffer and a format to a packet source. */
export class CaptureSource implements PacketSource {
  readonly info: CaptureInfo;
  private readonly inputs: Inputs;
  private readonly parser: RecordParser;
  private seenEnd = false;
  private done = false;

  constructor(info: CaptureInfo, inputs: Inputs, parser: RecordParser) {
    this.info = info;
    this.inputs = inputs;
    this.parser = parser;
  }

  fill(): boolean | Promise<boolean> {
    if (this.done || this.parser.stopped) return false;
    const more = this.inputs.plain.fill();
    return typeof more === 'boolean' ? this.filled(more) : more.then((late) => this.filled(late));
  }

  read(batch: RecordBatch): number {
    const { plain } = this.inputs;
    if (batch.bytes !== plain.bytes) {
      batch.bytes = plain.bytes;
      batch.view = plain.view;
    }
    batch.count = this.parser.stopped ? 0 : this.parser.read(batch, plain);
    return batch.count;
  }

  close(): void {
    this.done = true;
    this.inputs.plain.close();
    this.inputs.raw.close();
  }

  /** At the end the parser gets a last look at the rest, for what it held back until it knew that nothing follows. */
  private filled(more: boolean): boolean {
    const { raw, plain } = this.inputs;
    this.info.bytes = raw.received;
    const lastLook = !this.seenEnd && plain.start < plain.end;
    if (more) return true;
    this.seenEnd = true;
    if (!lastLook) this.finish(plain);
    return lastLook;
  }

  private finish(plain: ChunkBuffer): void {
    this.done = true;
    if (plain.fault !== null) noteDamage(this.info, plain.received, plain.fault.code, plain.fault.message);
    else if (plain.start < plain.end) this.parser.truncated(plain);
  }
}
