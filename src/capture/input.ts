import { closeSync, fstatSync, openSync, type Stats } from 'node:fs';
import { CaptureError, UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import type { ByteSource } from './byte-source.ts';
import { FileSource } from './file-source.ts';
import { StreamSource } from './stream-source.ts';

/** The argument that stands for standard input. */
export const STANDARD_INPUT = '-';
const STANDARD_INPUT_DESCRIPTOR = 0;
const TERMINAL =
  'standard input is a terminal; pipe a capture into it, such as: tcpdump -i any -U -w - | netsight analyze -';

/** A capture that is no file: its bytes, or pieces of them as they come. */
export interface GivenCapture {
  /** What it is called in the report and in messages. */
  name: string;
  bytes: Uint8Array | AsyncIterable<Uint8Array>;
}

/** A path, `-` for standard input, or what the caller holds. */
export type Opened = string | GivenCapture;

/** An input before anything is known of its format. */
export interface Input {
  source: ByteSource;
  /** In bytes; null for a pipe. */
  size: number | null;
}

/** Opens a path, standard input, or what was given. */
export function openInput(path: Opened): Input | Promise<Input> {
  if (typeof path !== 'string') return givenInput(path);
  return path === STANDARD_INPUT ? openStandardInput() : openPath(path);
}

/** The name of an input in messages. */
export function inputName(path: string): string {
  return path === STANDARD_INPUT ? 'standard input' : printable(path);
}

function givenInput({ bytes }: GivenCapture): Input {
  if (!(bytes instanceof Uint8Array)) return { source: new StreamSource(bytes), size: null };
  return { source: new StreamSource(inOnePiece(bytes)), size: bytes.length };
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function openStandardInput(): Promise<Input> {
  const { isatty } = await import('node:tty');
  try {
    const stats = fstatSync(STANDARD_INPUT_DESCRIPTOR);
    if (isatty(STANDARD_INPUT_DESCRIPTOR)) throw new UsageError(TERMINAL);
    return await inputOf(STANDARD_INPUT_DESCRIPTOR, stats);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw openError(STANDARD_INPUT, error as NodeJS.ErrnoException);
  }
}

function openPath(path: string): Input | Promise<Input> {
  const descriptor = descriptorOf(path);
  const stats = fstatSync(descriptor);
  if (stats.isDirectory()) {
    closeSync(descriptor);
    throw new CaptureError('is-a-directory', path, `${inputName(path)} is a directory.`);
  }
  return inputOf(descriptor, stats);
}

function inputOf(descriptor: number, stats: Stats): Input | Promise<Input> {
  if (stats.isFIFO() || stats.isSocket()) return openPipe(descriptor);
  return { source: new FileSource(descriptor), size: stats.isFile() ? stats.size : null };
}

async function openPipe(descriptor: number): Promise<Input> {
  const { PipeSource } = await import('./pipe-source.ts');
  return { source: new PipeSource(descriptor), size: null };
}

function descriptorOf(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw openError(path, error as NodeJS.ErrnoException);
  }
}

function openError(path: string, error: NodeJS.ErrnoException): CaptureError {
  const name = inputName(path);
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new CaptureError('not-found', path, `${name} does not exist.`);
    case 'EACCES':
    case 'EPERM':
      return new CaptureError('no-permission', path, `${name} may not be read by this user.`);
    default:
      return new CaptureError('read-failed', path, `${name} cannot be opened: ${printable(error.message)}.`);
  }
}
