/** Where text goes: standard output with backpressure, or a file that appears only when it is whole. */
import { once } from 'node:events';
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import type { Piece } from '../report/format.ts';

/** Text is collected to about this many characters before it is written. */
const PIECE = 65_536;

/** A reader that closes the pipe has seen enough: the process ends without a word. */
export function endQuietlyOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
      throw error;
    });
  }
}

/** Writes pieces of a report to standard output, waiting while the reader is busy. */
export async function writeStandardOutput(pieces: Iterable<Piece>): Promise<void> {
  for (const piece of collected(pieces)) {
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  }
}

/** A binary format on a terminal would only make noise. */
export function refuseBinaryOnTerminal({ id, binary }: { id: string; binary?: true }, file: string | null): void {
  if (binary && file === null && process.stdout.isTTY)
    throw new UsageError(`${id} is nothing to read on a terminal; name a file with -o, or pipe it`);
}

/** Writes a report into a file. */
export function writeFile(path: string, pieces: Iterable<Piece>): void {
  const file = new PartFile(path, 'choose another -o FILE');
  try {
    for (const piece of collected(pieces)) file.write(typeof piece === 'string' ? Buffer.from(piece) : piece);
    file.finish();
  } finally {
    file.discard();
  }
}

/** A file that is written beside its place and renamed when it is whole, so that an old one stays until the new one is. What fails is a `UsageError`. */
export class PartFile {
  private readonly path: string;
  private readonly part: string;
  private readonly remedy: string;
  private descriptor: number | null = null;
  private whole = false;

  /** `remedy` ends the message when the file cannot be written. */
  constructor(path: string, remedy: string) {
    this.path = path;
    this.part = `${path}.${process.pid}.part`;
    this.remedy = remedy;
    this.attempt(() => {
      this.descriptor = openSync(this.part, 'wx');
    });
  }

  write(bytes: Uint8Array): void {
    const { descriptor } = this;
    if (descriptor === null) return;
    this.attempt(() => {
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    });
  }

  /** Gives the file its name. */
  finish(): void {
    this.attempt(() => {
      this.close();
      renameSync(this.part, this.path);
      this.whole = true;
    });
  }

  /** Removes what was not finished. */
  discard(): void {
    if (this.whole) return;
    try {
      this.close();
    } finally {
      rmSync(this.part, { force: true });
    }
  }

  private close(): void {
    const { descriptor } = this;
    this.descriptor = null;
    if (descriptor !== null) closeSync(descriptor);
  }

  private attempt(step: () => void): void {
    try {
      step();
    } catch (error) {
      const { message } = error as Error;
      throw new UsageError(`cannot write ${printable(this.path)}: ${printable(message)}; ${this.remedy}`);
    }
  }
}

/** Short texts together; bytes come in pieces long enough. */
function* collected(pieces: Iterable<Piece>): Generator<Piece> {
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    if (typeof piece === 'string' && text.length < PIECE) continue;
    if (text !== '') yield text;
    if (typeof piece !== 'string') yield piece;
    text = '';
  }
  if (text !== '') yield text;
}
