/** The second reading: from each input the frames that the findings name, and nothing behind the last of them. */
import { CaptureError } from '../base/errors.ts';
import { openCapture } from '../capture/open.ts';
import { type CaptureInfo, type PacketSource, RecordBatch } from '../capture/packet-source.ts';
import { Turns } from '../capture/turns.ts';
import { aboutFrame } from './comments.ts';
import { EvidenceFile } from './evidence-file.ts';
import type { EvidencePlan, PlannedFile, WantedFrame } from './plan.ts';

export interface CollectOptions {
  /** Ends the reading; files that lack frames then are not whole. */
  signal?: AbortSignal;
  /** Called after each chunk, with the packets of all inputs that were read so far. */
  onProgress?: (progress: { info: CaptureInfo; input: number; inputs: number; packets: number }) => void;
  /** Takes the blocks of one more packet of a file. */
  write: (file: PlannedFile, blocks: readonly Uint8Array[]) => void;
}

/** An input that did not hold what it held before. */
export interface Shortfall {
  path: string;
  /** It could not even be opened; null when only frames are missing. */
  error: CaptureError | null;
  /** Numbers of the frames that were not found. */
  missing: number[];
}

/** Reads the inputs again and answers what was not found; throws only what `write` throws. */
export async function collectEvidence(plan: EvidencePlan, options: CollectOptions): Promise<Shortfall[]> {
  const reading = new SecondReading(plan, options);
  const shortfalls: Shortfall[] = [];
  for (const [input, { path, frames }] of plan.inputs.entries()) {
    if (frames.length === 0 || options.signal?.aborted) continue;
    const { error, found } = await reading.read(input);
    const missing = options.signal?.aborted ? [] : frames.slice(found).map(({ frame }) => frame);
    if (missing.length > 0) shortfalls.push({ path, error, missing });
  }
  return shortfalls;
}

class SecondReading {
  private readonly plan: EvidencePlan;
  private readonly options: CollectOptions;
  private readonly files: ReadonlyMap<PlannedFile, EvidenceFile>;
  private readonly batch = new RecordBatch();
  private packets = 0;
  private readonly turns = new Turns();

  constructor(plan: EvidencePlan, options: CollectOptions) {
    this.plan = plan;
    this.options = options;
    this.files = new Map(plan.files.map((file) => [file, new EvidenceFile(plan.application, file.finding)]));
  }

  /** Takes an input's frames; answers how many of them were found. */
  async read(input: number): Promise<{ error: CaptureError | null; found: number }> {
    try {
      const source = await openCapture(this.plan.inputs[input].path);
      try {
        return { error: null, found: await this.readThrough(source, input) };
      } finally {
        source.close();
      }
    } catch (error) {
      if (error instanceof CaptureError) return { error, found: 0 };
      throw error;
    }
  }

  private async readThrough(source: PacketSource, input: number): Promise<number> {
    const { batch, options } = this;
    const { path, frames } = this.plan.inputs[input];
    let read = 0;
    let found = 0;
    do {
      while (found < frames.length && source.read(batch) > 0) {
        for (; found < frames.length && frames[found].frame <= read + batch.count; found++)
          this.take(frames[found], source.info, path, frames[found].frame - read - 1);
        read += batch.count;
        this.packets += batch.count;
      }
      options.onProgress?.({ info: source.info, input, inputs: this.plan.inputs.length, packets: this.packets });
      await this.turns.pause();
    } while (found < frames.length && !options.signal?.aborted && (await source.fill()));
    return found;
  }

  /** Gives the record of a row to every file that wants it. */
  private take({ frame, uses }: WantedFrame, info: CaptureInfo, path: string, row: number): void {
    const { batch } = this;
    const record = {
      interface: info.interfaces[batch.interfaces[row]],
      data: batch.bytes.subarray(batch.starts[row], batch.ends[row]),
      original: batch.wireLengths[row],
      seconds: batch.seconds[row],
      nanoseconds: batch.nanoseconds[row],
    };
    for (const [file, facts] of uses) {
      const comments = facts.map((fact) => aboutFrame(file.finding, fact, { frame, path }));
      this.options.write(file, this.files.get(file)?.packet({ ...record, comments }) ?? []);
    }
  }
}
