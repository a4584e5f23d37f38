import type { ByteSource, StreamFault } from './byte-source.ts';

/** Bytes asked for at a time; larger reads were no faster, smaller ones cost system calls. */
export const CHUNK_SIZE = 1 << 20;

/**
 * The unread part of a stream, in one piece of memory. Readers look at bytes from `start` to `end` and move `start`; `fill` moves what is left to
 * the front and reads behind it. It doubles only when it is full of bytes that really arrived, so a lying length allocates nothing.
 */
export class ChunkBuffer {
  bytes: Uint8Array;
  view: DataView;
  start = 0;
  end = 0;
  /** The source has no more. */
  ended = false;
  /** Bytes taken from the source so far. */
  received = 0;
  private readonly source: ByteSource;
  private readonly chunkSize: number;

  /** Begins in `memory`, of the length of a chunk, or in memory of its own. */
  constructor(source: ByteSource, chunkSize: number = CHUNK_SIZE, memory: Uint8Array = new Uint8Array(chunkSize)) {
    this.source = source;
    this.chunkSize = chunkSize;
    this.bytes = memory;
    this.view = new DataView(memory.buffer, memory.byteOffset, memory.length);
  }

  /** Offset of `start` in the stream. */
  get position(): number {
    return this.received - (this.end - this.start);
  }

  /** Offset of `bytes[at]` in the stream. */
  positionOf(at: number): number {
    return this.received - (this.end - at);
  }

  get fault(): StreamFault | null {
    return this.source.fault;
  }

  /** Brings in more bytes; false at the end. */
  fill(): boolean | Promise<boolean> {
    if (this.ended) return false;
    this.makeRoom();
    const length = Math.min(this.chunkSize, this.bytes.length - this.end);
    const got = this.source.read(this.bytes, this.end, length);
    return typeof got === 'number' ? this.add(got) : got.then((late) => this.add(late));
  }

  close(): void {
    this.ended = true;
    this.source.close();
  }

  private add(got: number): boolean {
    this.end += got;
    this.received += got;
    this.ended ||= got === 0;
    return got > 0;
  }

  private makeRoom(): void {
    if (this.start > 0) this.bytes.copyWithin(0, this.start, this.end);
    this.end -= this.start;
    this.start = 0;
    if (this.end < this.bytes.length) return;
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }
}
