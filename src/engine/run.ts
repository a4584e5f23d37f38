/** Reads all inputs to their end, or to where they are damaged, or until it is told to stop. */
import { setImmediate } from 'node:timers/promises';
import type { Opened } from '../capture/input.ts';
import type { CaptureInfo, PacketSource } from '../capture/packet-source.ts';
import { Turns } from '../capture/turns.ts';
import type { Observations } from '../tally/observations.ts';
import { observe } from './observe.ts';
import { Reading, type ReadingOptions } from './reading.ts';
import { Threads } from './threads.ts';
import { filled, opened } from './until-stopped.ts';

export interface Progress {
  /** The input being read. */
  info: CaptureInfo;
  /** Its index, and how many there are. */
  input: number;
  inputs: number;
  /** Packets read so far, over all inputs. */
  packets: number;
}

export interface RunOptions extends ReadingOptions {
  /** Threads to use at most, one or more; as many as pay unless told. The result is the same. */
  workers?: number;
  /** Stops the run at the next chunk; what was read until then is the result. */
  signal?: AbortSignal;
  /** Called after each chunk. */
  onProgress?: (progress: Progress) => void;
  /** What stands between a capture and everything that reads its packets. */
  through?: (source: PacketSource) => PacketSource;
}

/** Runs over files in the given order; `-` is standard input. Throws `CaptureError` when one cannot be read at all. */
export async function run(paths: readonly Opened[], options: RunOptions): Promise<Observations> {
  const reading = new Reading(options);
  const threads = new Threads(reading, options.workers);
  try {
    // Not awaited: packets are read while a thread begins.
    void threads.begin();
    await readAll(paths, reading, threads, options);
    await threads.gather();
  } finally {
    threads.end();
  }
  return observe(reading, options.signal?.aborted ?? false, threads.used);
}

async function readAll(
  paths: readonly Opened[],
  reading: Reading,
  threads: Threads,
  options: RunOptions,
): Promise<void> {
  const { signal } = options;
  for (const path of paths) {
    if (signal?.aborted) return;
    const capture = await opened(path, signal, reading.memory);
    if (capture === null) return;
    const source = options.through?.(capture) ?? capture;
    try {
      await readThrough(source, reading, threads, paths.length, options);
    } finally {
      source.close();
    }
  }
}

async function readThrough(
  source: PacketSource,
  reading: Reading,
  threads: Threads,
  inputs: number,
  options: RunOptions,
): Promise<void> {
  const { signal, onProgress } = options;
  const input = reading.infos.length;
  reading.open(source.info);
  const turns = new Turns();
  // Before the first filling as well: packets that came with the file header may be all that a pipe holds for a long time.
  do {
    while (!threads.takeFrom(source)) await setImmediate();
    onProgress?.({ info: source.info, input, inputs, packets: reading.packets });
    await turns.pause();
    if (signal?.aborted) break;
  } while (await filled(source, signal));
  reading.close(source.info);
}
