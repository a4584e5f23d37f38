/** What the watching and the running process say to each other. */
import type { Kind } from './case.ts';

/** Exit code of a process that took much memory, was told so, and makes room for another. */
export const TOO_LARGE = 3;

export interface Task {
  seed: number;
  /** Number of the first case. */
  first: number;
  /** In ms since 1970. */
  until: number;
  /** A folder for files of the moment. */
  scratch: string;
  /** A folder for what was found. */
  folder: string;
  /** Without coverage: the same cases on every machine that has the same seeds. */
  blind: boolean;
}

export interface Report {
  number: number;
  /** A case begins. */
  kind?: Kind;
  seed?: number;
  /** A case failed. */
  found?: string;
  path?: string | null;
  /** Captures kept for the new code they ran, and blocks of code that ran. */
  pool?: number;
  blocks?: number;
}
