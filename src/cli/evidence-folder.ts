/** The folder of --evidence while it is written to. */
import { join } from 'node:path';
import type { PlannedFile } from '../evidence/plan.ts';
import { PartFile } from './output.ts';

/** Ends messages about the folder. */
export const CHOOSE_ANOTHER = 'choose another --evidence DIR';

/** A file that lacks packets, and how many it has. */
interface Unfinished {
  part: PartFile;
  frames: number;
}

/** Files between their first and their last packet are open: a few at a time, 20 for each detector at worst. */
export class EvidenceFolder {
  /** Files that are there, with the number of their packets. */
  readonly written = new Map<PlannedFile, number>();
  private readonly path: string;
  private readonly open = new Map<PlannedFile, Unfinished>();

  constructor(path: string) {
    this.path = path;
  }

  /** Adds a packet; with the last one the file appears. Throws `UsageError`. */
  write(file: PlannedFile, blocks: readonly Uint8Array[]): void {
    const entry = this.open.get(file) ?? this.begin(file);
    for (const block of blocks) entry.part.write(block);
    if (++entry.frames === file.frames) this.finish(file, entry);
  }

  /** Ends the files that have some of their packets and will get no more. */
  finishAll(): void {
    for (const [file, entry] of this.open) this.finish(file, entry);
  }

  /** Removes what is not whole. */
  discardRest(): void {
    for (const { part } of this.open.values()) part.discard();
  }

  private begin(file: PlannedFile): Unfinished {
    const entry = { part: new PartFile(join(this.path, file.name), CHOOSE_ANOTHER), frames: 0 };
    this.open.set(file, entry);
    return entry;
  }

  private finish(file: PlannedFile, { part, frames }: Unfinished): void {
    part.finish();
    this.open.delete(file);
    this.written.set(file, frames);
  }
}
