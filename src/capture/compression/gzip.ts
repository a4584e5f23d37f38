/** gzip by node:zlib, with members one after another. */
import { createGunzip, type Gunzip } from 'node:zlib';
import { StreamError } from '../byte-source.ts';
import { corrupt, truncated } from './stream-errors.ts';

/** Unpacked bytes at a time: 1 MiB was twice as fast as 64 KiB. */
const OUTPUT_CHUNK = 1 << 20;
/** A read buffer of one byte, so that no unpacked piece waits in it when an error empties it. */
const OPTIONS = { chunkSize: OUTPUT_CHUNK, readableHighWaterMark: 1 };
/**
 * Packed pieces given to zlib beyond those whose content was taken: when its thread is done with one it goes on with the next, while this one works on what came out. By what was
 * taken, not by what is done: how far a file was read when reading stops must not depend on time.
 */
const AHEAD = 3;
/** Unpacked pieces that wait at most, besides those of the packed one at hand. */
const WAITING = 4;

/** Unpacks a gzip stream. */
export async function* decompress(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const unpacking = new Unpacking();
  const fed = unpacking.feed(pieces);
  try {
    for (let piece = await unpacking.next(); piece !== null; piece = await unpacking.next()) yield piece;
  } finally {
    unpacking.end();
  }
  await fed;
}

class Unpacking {
  private readonly gunzip: Gunzip = createGunzip(OPTIONS);
  /** What came out, null behind the last of each packed piece. It waits here and not in the stream, which throws away what it holds when an error comes. */
  private readonly waiting: (Uint8Array | null)[] = [];
  /** Packed pieces that were given and not taken. */
  private given = 0;
  private error: NodeJS.ErrnoException | null = null;
  private readonly changed = new Bell();
  private readonly taken = new Bell();

  constructor() {
    const { gunzip, waiting, changed, taken } = this;
    gunzip.on('data', (piece: Uint8Array) => {
      waiting.push(piece);
      if (waiting.length >= WAITING) gunzip.pause();
      changed.ring();
    });
    gunzip.once('error', (error) => {
      this.error = error;
    });
    // After the end or an error, or when the stream is given up.
    gunzip.once('close', () => {
      changed.ring();
      taken.ring();
    });
  }

  /** Null at the end; throws when that is not the stream's. */
  async next(): Promise<Uint8Array | null> {
    const { gunzip, waiting } = this;
    for (;;) {
      while (waiting.length === 0 && !gunzip.closed) await this.changed.rings();
      const piece = waiting.shift();
      if (gunzip.isPaused()) gunzip.resume();
      if (piece === undefined) break;
      if (piece !== null) return piece;
      this.given--;
      this.taken.ring();
    }
    if (this.error !== null) throw explained(this.error);
    return null;
  }

  /** Gives pieces to zlib, and the end when all are taken: an error then takes no finished output with it. */
  async feed(pieces: AsyncIterable<Uint8Array>): Promise<void> {
    const { gunzip } = this;
    try {
      for await (const piece of pieces) {
        this.given++;
        gunzip.write(piece, () => {
          this.waiting.push(null);
          this.changed.ring();
        });
        await this.givenAtMost(AHEAD - 1);
        if (gunzip.destroyed) return;
      }
      await this.givenAtMost(0);
      if (!gunzip.destroyed) gunzip.end();
    } catch (error) {
      gunzip.destroy(error as Error);
    }
  }

  end(): void {
    this.gunzip.destroy();
  }

  private async givenAtMost(most: number): Promise<void> {
    while (this.given > most && !this.gunzip.destroyed) await this.taken.rings();
  }
}

/** Wakes the one who waits for it. */
class Bell {
  private wake = (): void => {};

  ring(): void {
    this.wake();
  }

  rings(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }
}

function explained(error: NodeJS.ErrnoException): Error {
  if (error instanceof StreamError) return error;
  return error.code === 'Z_BUF_ERROR' ? truncated('gzip') : corrupt('gzip', error.message);
}
