import { closeSync, readSync } from 'node:fs';
import type { ByteSource, StreamFault } from './byte-source.ts';

/** A regular file or block device: reads never wait for anyone, so they are plain calls. */
export class FileSource implements ByteSource {
  fault: StreamFault | null = null;
  private readonly descriptor: number;
  private open = true;

  constructor(descriptor: number) {
    this.descriptor = descriptor;
  }

  read(target: Uint8Array, at: number, length: number): number {
    if (!this.open) return 0;
    try {
      return readSync(this.descriptor, target, at, length, null);
    } catch (error) {
      this.fault = { code: 'read-failed', message: `The file could not be read further: ${(error as Error).message}.` };
      return 0;
    }
  }

  close(): void {
    if (this.open) closeSync(this.descriptor);
    this.open = false;
  }
}
