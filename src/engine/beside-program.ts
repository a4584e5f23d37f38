/** Files that the build puts beside the program. */
import { existsSync, readFileSync } from 'node:fs';

/** The command line lies in dist/, the library in dist/library/; sources run from src/engine/. */
const FOLDERS = ['./', '../', '../../dist/'];

/** The bytes of such a file; null in a tree that was never built. */
export function besideProgram(name: string): Uint8Array | null {
  for (const folder of FOLDERS) {
    try {
      return readFileSync(new URL(folder + name, import.meta.url));
    } catch {
      // Not there: try the next place.
    }
  }
  return null;
}

/** Where such a file is; null in a tree that was never built. */
export function placeBesideProgram(name: string): URL | null {
  return FOLDERS.map((folder) => new URL(folder + name, import.meta.url)).find((place) => existsSync(place)) ?? null;
}
