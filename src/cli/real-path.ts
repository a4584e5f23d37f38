import { realpathSync } from 'node:fs';

/** Where a path leads, links followed; null when there is nothing of that name. */
export function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
