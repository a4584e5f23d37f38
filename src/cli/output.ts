/** Where text goes: standard output with backpressure, or a file that appears only when it is whole. */
import { once } from 'node:events';
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';

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

/** Writes pieces of text to standard output, waiting while the reader is busy. */
export async function writeStandardOutput(pieces: Iterable<string>): Promise<void> {
  for (const text of collected(pieces)) {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  }
}

/** Writes a file beside its place and renames it, so that an old one stays whole until the new one is. */
export function writeFile(path: string, pieces: Iterable<string>): void {
  const part = `${path}.${process.pid}.part`;
  try {
    const file = openSync(part, 'wx');
    try {
      for (const text of collected(pieces)) writeAll(file, Buffer.from(text));
    } finally {
      closeSync(file);
    }
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    const { message } = error as Error;
    throw new UsageError(`cannot write ${printable(path)}: ${printable(message)}; choose another -o FILE`);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function* collected(pieces: Iterable<string>): Generator<string> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}
