/** Follows a zstd stream (RFC 8878 §3.1) from frame to frame without unpacking it, ahead of the decompressor: what its headers ask for is known before it is given. */
import { StreamError } from '../byte-source.ts';
import { FIXED_LENGTH, headerLength, windowSize } from './zstd-window.ts';

const MAGIC = 0xfd2fb528;
/** 0x184d2a50 to 0x184d2a5f; a length follows. */
const SKIPPABLE = 0x184d2a5;
const SKIPPABLE_HEADER = 8;
const MAX_HEADER = 18;
const CHECKSUM_FLAG = 0x04;
const CHECKSUM = 4;
const BLOCK_HEADER = 3;
const RLE = 1;
/** What the zstd program takes without --long; fzstd would allocate 2 GiB on a lying header. */
const MAX_WINDOW = 128 * 1024 * 1024;
/** fzstd moves the window for every block. A block of 128 KiB in the largest window moves 1024 bytes for each that it gives; twice that is allowed … */
const MOST_MOVED_PER_BYTE = 2048;
/** … and so much besides, some ten seconds, before anything was unpacked. Blocks that hold nothing would take hours. */
const MOST_MOVED = 2 ** 36;

/** Finds out when a stream becomes too costly to unpack. */
export class ZstdWalk {
  fault: StreamError | null = null;
  private readonly held = new Uint8Array(MAX_HEADER);
  private count = 0;
  /** Bytes until the next header. */
  private skip = 0;
  /** In the blocks of a frame; else between frames. */
  private inFrame = false;
  private checksum = 0;
  private window = 0;
  private moved = 0;
  /** Neither frame nor skippable frame: the decompressor says so. */
  private lost = false;

  /** Looks at the next bytes of the stream, of which `unpacked` were made so far; answers how many of them may be unpacked: fewer than all when there is a `fault`. */
  take(piece: Uint8Array, unpacked: number): number {
    let sound = 0;
    for (let at = 0; at < piece.length && !this.lost; ) {
      const step = Math.min(this.skip, piece.length - at);
      this.skip -= step;
      at += step;
      if (this.skip > 0 || at === piece.length) break;
      if (this.count === 0) sound = at;
      this.hold(piece[at++]);
      if (this.fault !== null) return sound;
    }
    if (this.moved > MOST_MOVED + MOST_MOVED_PER_BYTE * unpacked)
      this.fault = unsupported('is made of blocks that hold next to nothing');
    return piece.length;
  }

  private hold(octet: number): void {
    this.held[this.count++] = octet;
    const read = this.inFrame ? this.readBlock() : this.readFrame();
    if (read) this.count = 0;
  }

  private readBlock(): boolean {
    if (this.count < BLOCK_HEADER) return false;
    const header = this.held[0] | (this.held[1] << 8) | (this.held[2] << 16);
    this.skip = ((header >> 1) & 3) === RLE ? 1 : header >> 3;
    this.moved += this.window;
    if (header & 1) {
      this.skip += this.checksum;
      this.inFrame = false;
    }
    return true;
  }

  private readFrame(): boolean {
    const { held, count } = this;
    if (count < FIXED_LENGTH) return false;
    const view = new DataView(held.buffer);
    const magic = view.getUint32(0, true);
    if (magic >>> 4 === SKIPPABLE) {
      if (count < SKIPPABLE_HEADER) return false;
      this.skip = view.getUint32(4, true);
      return true;
    }
    this.lost = magic !== MAGIC;
    if (this.lost || count < headerLength(held)) return false;
    this.beginFrame();
    return true;
  }

  private beginFrame(): void {
    this.window = windowSize(this.held);
    if (this.window > MAX_WINDOW)
      this.fault = unsupported(`needs a window of ${this.window} bytes; at most ${MAX_WINDOW} are given`);
    this.checksum = this.held[FIXED_LENGTH - 1] & CHECKSUM_FLAG ? CHECKSUM : 0;
    this.inFrame = true;
  }
}

const unsupported = (why: string): StreamError =>
  new StreamError('unsupported-compression', `The zstd stream ${why}. Unpack it first: zstd -d --long=31`);
