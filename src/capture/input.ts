import { closeSync, fstatSync, openSync, type Stats } from 'node:fs';
import { Socket } from 'node:net';
import { CaptureError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import type { ByteSource } from './byte-source.ts';
import { FileSource } from './file-source.ts';
import { StreamSource } from './stream-source.ts';

/** The argument that stands for standard input. */
export const STANDARD_INPUT = '-';
const STANDARD_INPUT_DESCRIPTOR = 0;

/** An input before anything is known of its format. */
export interface Input {
  source: ByteSource;
  /** In bytes; null for a pipe. */
  size: number | null;
}

/** Opens a path, or standard input. */
export function openInput(path: string): Input {
  return path === STANDARD_INPUT ? openStandardInput() : openPath(path);
}

/** The name of an input in messages. */
export function inputName(path: string): string {
  return path === STANDARD_INPUT ? 'standard input' : printable(path);
}

function openStandardInput(): Input {
  try {
    const stats = fstatSync(STANDARD_INPUT_DESCRIPTOR);
    if (stats.isFile()) return fileInput(STANDARD_INPUT_DESCRIPTOR, stats);
    return { source: new StreamSource(process.stdin), size: null };
  } catch (error) {
    throw openError(STANDARD_INPUT, error as NodeJS.ErrnoException);
  }
}

function openPath(path: string): Input {
  const descriptor = descriptorOf(path);
  const stats = fstatSync(descriptor);
  if (stats.isDirectory()) {
    closeSync(descriptor);
    throw new CaptureError('is-a-directory', path, `${inputName(path)} is a directory.`);
  }
  if (!stats.isFIFO()) return fileInput(descriptor, stats);
  // Not fs.read: a call that waits in the thread pool would keep the process from ending.
  return { source: new StreamSource(new Socket({ fd: descriptor, readable: true, writable: false })), size: null };
}

function fileInput(descriptor: number, stats: Stats): Input {
  return { source: new FileSource(descriptor), size: stats.isFile() ? stats.size : null };
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
