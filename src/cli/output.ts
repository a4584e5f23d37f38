/** Where text goes: standard output with backpressure, or a file that appears only when it is whole. */
import { once } from 'node:events';
import { closeSync, openSync, realpathSync, renameSync, rmSync, writeSync } from 'node:fs';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import type { Piece } from '../report/format.ts';
import { ExitCode } from './exit-code.ts';
import { statsOf } from './stats-of.ts';

/** Text is collected to about this many characters before it is written. */
const PIECE = 65_536;

/** A reader that goes has seen enough, and the process ends without a word; a full disk behind standard output is told. */
export function endOnFailedOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? ExitCode.Done);
    process.stderr.write(`netsight: cannot write standard output: ${printable(error.message)}; use -o FILE\n`);
    process.exit(ExitCode.Usage);
  });
  // What nobody can be told is not worth the report.
  process.stderr.on('error', () => {});
}

/** Writes pieces of a report to standard output, waiting while the reader is busy. */
export async function writeStandardOutput(pieces: Iterable<Piece>): Promise<void> {
  for (const piece of collected(pieces)) {
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  }
}

/** Writes pieces of a report to where it is wanted: standard output when `file` is null. */
export async function writePieces(pieces: Iterable<Piece>, file: string | null): Promise<void> {
  if (file === null) await writeStandardOutput(pieces);
  else writeFile(file, pieces);
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
  /** What the path leads to. */
  private readonly target: string;
  /** Null when the bytes go straight to a device or pipe. */
  private readonly part: string | null;
  private readonly remedy: string;
  private descriptor: number | null = null;
  private whole = false;

  /** `remedy` ends the message when the file cannot be written. */
  constructor(path: string, remedy: string) {
    this.path = path;
    this.remedy = remedy;
    this.target = targetOf(path);
    this.part = isSpecial(path) ? null : `${this.target}.${process.pid}.part`;
    this.attempt(() => {
      this.descriptor = this.part === null ? openSync(this.target, 'w') : openSync(this.part, 'wx');
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
      if (this.part !== null) renameSync(this.part, this.target);
      this.whole = true;
    });
  }

  /** Removes what was not finished. */
  discard(): void {
    if (this.whole) return;
    try {
      this.close();
    } finally {
      if (this.part !== null) rmSync(this.part, { force: true });
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

/** Where a symbolic link leads, so that the link stays; the path itself when it is none, or leads nowhere. */
function targetOf(path: string): string {
  return statsOf(path)?.isFile() ? realpathSync(path) : path;
}

/** A device or pipe, such as /dev/null: it is written to, never replaced. */
function isSpecial(path: string): boolean {
  const stats = statsOf(path);
  return stats !== null && !stats.isFile() && !stats.isDirectory();
}

/** Short texts together; bytes come in pieces long enough. */
export function* collected(pieces: Iterable<Piece>): Generator<Piece> {
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
