/** Folders, with those above them. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { statsOf } from './stats-of.ts';

/** Makes a folder and those above it. Node's own way never ends where nothing can be made, as in /proc (seen in 20.20). */
export function makeFolder(folder: string, mode?: number): void {
  try {
    mkdirSync(folder, mode);
  } catch (error) {
    if (statsOf(folder)?.isDirectory()) return;
    const above = dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || statsOf(above) !== null) throw error;
    makeFolder(above, mode);
    mkdirSync(folder, mode);
  }
}
