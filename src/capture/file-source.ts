import { closeSync, readSync } from 'node:fs';
import type { ByteSource, StreamFault } from './byte-source.ts';
import { ReadAhead } from './read-ahead.ts';

/** A regular file or block device: reads never wait for anyone, so they are plain calls. */
export class FileSource implements ByteSource {
  fault: StreamFault | null = null;
  private readonly descriptor: number;
  private ahead: ReadAhead | null = null;
  private open = true;

  constructor(descriptor: number) {
    this.descriptor = descriptor;
  }

  read(target: Uint8Array, at: number, length: number): number | Promise<number> {
    if (!this.open) return 0;
    if (this.ahead !== null) return this.ahead.read(target, at, length).catch((error) => this.fail(error));
    try {
      return readSync(this.descriptor, target, at, length, null);
    } catch (error) {
      return this.fail(error);
    }
  }

  readAhead(): void {
    if (this.open) this.ahead ??= new ReadAhead(this.descriptor);
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    if (this.ahead === null) closeSync(this.descriptor);
    else void this.ahead.settled().then(() => closeSync(this.descriptor));
  }

  private fail(error: unknown): number {
    this.fault = { code: 'read-failed', message: `The file could not be read further: ${(error as Error).message}.` };
    return 0;
  }
}
