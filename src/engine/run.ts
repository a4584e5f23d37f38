/** Reads all inputs to their end, or to where they are damaged, or until it is told to stop. */
import { setImmediate } from 'node:timers/promises';
import { openCapture } from '../capture/open.ts';
import type { CaptureInfo, PacketSource } from '../capture/packet-source.ts';
import type { Observations } from '../tally/observations.ts';
import { observe } from './observe.ts';
import { Reading, type ReadingOptions } from './reading.ts';

/** How long the loop may keep signals and progress waiting, in ms. */
const TURN_MS = 50;

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
}

/** Runs over files in the given order; `-` is standard input. Throws `CaptureError` when one cannot be read at all. */
export async function run(paths: readonly string[], options: RunOptions): Promise<Observations> {
  const reading = new Reading(options);
  const { signal } = options;
  for (const path of paths) {
    if (signal?.aborted) break;
    const source = await openCapture(path);
    try {
      await readThrough(source, reading, paths.length, options);
    } finally {
      source.close();
    }
  }
  return observe(reading, signal?.aborted ?? false);
}

async function readThrough(source: PacketSource, reading: Reading, inputs: number, options: RunOptions): Promise<void> {
  const { signal, onProgress } = options;
  const input = reading.infos.length;
  reading.open(source.info);
  let turn = performance.now();
  for (;;) {
    const more = source.fill();
    if (!(typeof more === 'boolean' ? more : await more)) break;
    reading.takeFrom(source);
    onProgress?.({
      info: source.info,
      input,
      inputs,
      packets: reading.frames.reduce((sum, frames) => sum + frames, 0),
    });
    if (performance.now() - turn > TURN_MS) {
      await setImmediate();
      turn = performance.now();
    }
    if (signal?.aborted) break;
  }
  reading.close(source.info);
}
