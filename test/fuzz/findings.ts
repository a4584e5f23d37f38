/** Where cases that failed are kept, a few for each cause. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case, Kind } from './case.ts';

/** More cases of one cause tell nothing new. */
const MOST_PER_CAUSE = 3;

/** What tells one cause from another: the message without its numbers, and where it was thrown. */
export function causeOf(error: unknown): string {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const place = name === 'Fault' ? '' : (/\n\s+at (\S+)/.exec(stack)?.[1] ?? '');
  return `${name}: ${message.split('\n', 1)[0].replaceAll(/\d+/g, 'n')} ${place}`.trim();
}

/** A folder of failed cases. */
export class Findings {
  private readonly folder: string;
  private readonly perCause = new Map<string, number>();
  count = 0;

  constructor(folder: string) {
    this.folder = folder;
  }

  get causes(): number {
    return this.perCause.size;
  }

  /** Keeps a case unless its cause is known well; answers the file, or null. */
  keep({ kind, bytes, seed }: Case, cause: string, detail: string): string | null {
    this.count++;
    const known = (this.perCause.get(cause) ?? 0) + 1;
    this.perCause.set(cause, known);
    if (known > MOST_PER_CAUSE) return null;
    mkdirSync(this.folder, { recursive: true });
    const digest = createHash('sha1').update(cause).digest('hex').slice(0, 8);
    const path = join(this.folder, `${kind}-${digest}-${known}`);
    writeFileSync(path, bytes);
    writeFileSync(`${path}.txt`, `${kind} ${seed}\n${cause}\n${detail}\n`);
    return path;
  }
}

/** A case as it was kept; without its note, a capture. */
export function readCase(path: string): Case {
  const note = existsSync(`${path}.txt`) ? readFileSync(`${path}.txt`, 'utf8') : 'capture 1';
  const [kind, seed] = note.split(/\s/, 2);
  return { kind: kind as Kind, bytes: readFileSync(path), seed: Number(seed) };
}
