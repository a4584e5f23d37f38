/** Where bytes come from: a file, a pipe, a decompressor. */

/** Why a stream of bytes ended before its time. */
export interface StreamFault {
  /** Kebab-case and stable: read-failed, truncated-compression, corrupt-compression, unsupported-compression. */
  code: string;
  /** One sentence. */
  message: string;
}

/** Bytes in order, brought into the caller's memory. */
export interface ByteSource {
  /** Writes up to `length` bytes at `target[at]` and answers how many; 0 at the end. A promise only when it has to wait. */
  read(target: Uint8Array, at: number, length: number): number | Promise<number>;
  /** After the end: what cut the stream short, or null when it ended by itself. */
  readonly fault: StreamFault | null;
  close(): void;
}

/** Thrown by decompressors; a stream source turns it into its `fault`. */
export class StreamError extends Error {
  override readonly name = 'StreamError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
