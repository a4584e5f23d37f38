/** Folders that results go into. */
import { accessSync, constants } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import { makeFolder } from './make-folder.ts';
import { statsOf } from './stats-of.ts';

/** Makes the folder of a report. Throws `UsageError`. */
export const makeReportFolder = (folder: string): void => attempt(folder, () => makeFolder(folder));

/** Says before the captures are read that a folder cannot be made or written into; nothing is made yet. Throws `UsageError`. */
export const expectWritable = (folder: string): void =>
  attempt(folder, () => {
    const known = nearest(resolve(folder));
    if (!statsOf(known)?.isDirectory()) throw new Error(`${known} is no folder`);
    accessSync(known, constants.W_OK | constants.X_OK);
  });

/** The folder itself where it is there, else the first above it that is. */
const nearest = (path: string): string =>
  statsOf(path) === null && path !== dirname(path) ? nearest(dirname(path)) : path;

function attempt(folder: string, step: () => void): void {
  try {
    step();
  } catch (error) {
    const reason = printable((error as Error).message);
    throw new UsageError(`cannot write into the folder ${printable(folder)}: ${reason}; choose another`);
  }
}
