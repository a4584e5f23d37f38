/** Reads all inputs to their end, or to where they are damaged, or until it is told to stop. */
import { setImmediate } from 'node:timers/promises';
import type { Opened } from '../capture/input.ts';
import { openCapture } from '../capture/open.ts';
import type { CaptureInfo, PacketSource } from '../capture/packet-source.ts';
import type { Observations } from '../tally/observations.ts';
import { observe } from './observe.ts';
import { Reading, type ReadingOptions } from './reading.ts';

/** How long the loop may keep signals and progress waiting, in seconds. */
const TURN = 0.05;

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
  const { signal } = options;
  for (const path of paths) {
    if (signal?.aborted) break;
    const capture = await opened(path, signal);
    if (capture === null) break;
    const source = options.through?.(capture) ?? capture;
    try {
      await readThrough(source, reading, paths.length, options);
    } finally {
      source.close();
    }
  }
  return observe(reading, signal?.aborted ?? false);
}

/** The capture; null when the run was told to stop before its header had arrived. */
async function opened(path: Opened, signal: AbortSignal | undefined): Promise<PacketSource | null> {
  try {
    return await openCapture(path, signal && { signal });
  } catch (error) {
    if (signal?.aborted) return null;
    throw error;
  }
}

async function readThrough(source: PacketSource, reading: Reading, inputs: number, options: RunOptions): Promise<void> {
  const { signal, onProgress } = options;
  const input = reading.infos.length;
  reading.open(source.info);
  // Not `performance`, which Node takes 2 ms to load.
  let turn = process.uptime();
  // Before the first filling as well: packets that came with the file header may be all that a pipe holds for a long time.
  do {
    reading.takeFrom(source);
    onProgress?.({
      info: source.info,
      input,
      inputs,
      packets: reading.frames.reduce((sum, frames) => sum + frames, 0),
    });
    if (process.uptime() - turn > TURN) {
      await setImmediate();
      turn = process.uptime();
    }
    if (signal?.aborted) break;
  } while (await filled(source, signal));
  reading.close(source.info);
}

/** What `fill` answers, or false as soon as the run is told to stop: a pipe may stay silent for ever. */
function filled(source: PacketSource, signal: AbortSignal | undefined): boolean | Promise<boolean> {
  const more = source.fill();
  if (typeof more === 'boolean' || signal === undefined) return more;
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(false);
    signal.addEventListener('abort', stop, { once: true });
    more.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
