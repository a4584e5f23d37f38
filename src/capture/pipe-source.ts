import { Socket } from 'node:net';
import { copyInto } from '../base/copy.ts';
import type { ByteSource, StreamFault } from './byte-source.ts';

/** What a pipe holds at most on Linux unless told otherwise: no read brings more. */
const PIPE_BUFFER = 65_536;

/**
 * A pipe, FIFO or socket. Bytes are brought into one buffer again and again and the pipe is paused until they are used up: nothing is allocated per read, and a
 * silent pipe does not keep the process from ending, as a read in the thread pool would.
 */
export class PipeSource implements ByteSource {
  fault: StreamFault | null = null;
  private readonly socket: Socket;
  private readonly buffer = Buffer.allocUnsafeSlow(PIPE_BUFFER);
  private used = 0;
  private filled = 0;
  private ended = false;
  /** Wakes the reader that waits for more. */
  private wake: (() => void) | null = null;

  constructor(descriptor: number) {
    const callback = (count: number): boolean => {
      this.used = 0;
      this.filled = count;
      this.notify();
      return false;
    };
    // The option is documented (net.Socket, onread) and missing from the type of the constructor's options.
    const options = { fd: descriptor, readable: true, writable: false, onread: { buffer: this.buffer, callback } };
    this.socket = new Socket(options);
    this.socket.on('end', () => this.end());
    this.socket.on('close', () => this.end());
    this.socket.on('error', (error) => {
      this.fault ??= { code: 'read-failed', message: `The input could not be read further: ${error.message}.` };
      this.end();
    });
    this.socket.pause();
  }

  read(target: Uint8Array, at: number, length: number): number | Promise<number> {
    if (this.used < this.filled) return this.take(target, at, length);
    if (this.ended) return 0;
    return this.wait(target, at, length);
  }

  close(): void {
    this.socket.destroy();
  }

  private take(target: Uint8Array, at: number, length: number): number {
    const count = Math.min(length, this.filled - this.used);
    copyInto(target, at, this.buffer.subarray(this.used, this.used + count));
    this.used += count;
    return count;
  }

  private async wait(target: Uint8Array, at: number, length: number): Promise<number> {
    const more = new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    this.socket.resume();
    await more;
    return this.take(target, at, length);
  }

  private end(): void {
    this.ended = true;
    this.notify();
  }

  private notify(): void {
    this.wake?.();
    this.wake = null;
  }
}
