import { copyInto } from '../base/copy.ts';
import { type ByteSource, StreamError, type StreamFault } from './byte-source.ts';

/** Pieces that arrive when they please (a pipe, a decompressor), read as one stream; asks for the next piece only when the last one is used up. */
export class StreamSource implements ByteSource {
  fault: StreamFault | null = null;
  private readonly stream: AsyncIterable<Uint8Array>;
  private readonly pieces: AsyncIterator<Uint8Array>;
  private piece: Uint8Array = new Uint8Array(0);
  private used = 0;
  /** Ends the wait for a piece. */
  private giveUp = (): void => {};

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.stream = pieces;
    this.pieces = pieces[Symbol.asyncIterator]();
  }

  read(target: Uint8Array, at: number, length: number): number | Promise<number> {
    if (this.used < this.piece.length) return this.take(target, at, length);
    return this.wait(target, at, length);
  }

  close(): void {
    this.giveUp();
    // The iterator may be stuck in a wait that will never end: nobody waits for its goodbye, and a silent pipe must not keep the process.
    this.pieces.return?.()?.catch(() => {});
    if (isDestroyable(this.stream)) this.stream.destroy();
  }

  private take(target: Uint8Array, at: number, length: number): number {
    const taken = this.piece.subarray(this.used, this.used + length);
    copyInto(target, at, taken);
    this.used += taken.length;
    return taken.length;
  }

  private async wait(target: Uint8Array, at: number, length: number): Promise<number> {
    while (await this.advance()) {
      if (this.piece.length > 0) return this.take(target, at, length);
    }
    return 0;
  }

  private async advance(): Promise<boolean> {
    try {
      const { done, value } = await this.next();
      if (!done && !(value instanceof Uint8Array))
        throw new TypeError(`pieces of a capture are Uint8Array, and this one is ${typeof value}`);
      this.piece = done ? new Uint8Array(0) : value;
      this.used = 0;
      return !done;
    } catch (error) {
      this.fault ??= faultOf(error);
      return false;
    }
  }

  /** The next piece, or the end when this is closed first: who gives the pieces may stay silent for ever. */
  private next(): Promise<IteratorResult<Uint8Array>> {
    return new Promise((resolve, reject) => {
      this.giveUp = () => resolve({ done: true, value: undefined });
      this.pieces.next().then(resolve, reject);
    });
  }
}

/** A stream of Node's, which may be waiting for what never comes. Told by its method: Node takes 1 ms to load its streams. */
const isDestroyable = (stream: object): stream is { destroy: () => void } =>
  'destroy' in stream && typeof stream.destroy === 'function';

function faultOf(error: unknown): StreamFault {
  if (error instanceof StreamError) return { code: error.code, message: error.message };
  return { code: 'read-failed', message: `The input could not be read further: ${(error as Error).message}.` };
}
