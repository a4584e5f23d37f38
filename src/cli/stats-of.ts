import { type Stats, statSync } from 'node:fs';

/** What a path leads to; null when there is nothing, or nothing that this user may look at. */
export function statsOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
