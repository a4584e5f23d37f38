/** An analysis that can be watched while it runs. */
import { type AnalyzeOptions, analyze, type CaptureInput } from './analyze.ts';
import type { Progress } from './engine/run.ts';
import type { Analysis } from './report/analysis.ts';

/** A running analysis: iterate for progress, await `report` for the end. */
export interface Watched extends AsyncIterable<Progress> {
  report: Promise<Analysis>;
}

/**
 * Starts `analyze`. Who iterates gets the newest progress whenever it asks, never a backlog; leaving the loop does not stop the analysis, the option `signal` does.
 * An error ends the loop and rejects `report`.
 */
export function watch(captures: CaptureInput | readonly CaptureInput[], options: AnalyzeOptions = {}): Watched {
  const newest = new Newest<Progress>();
  const report = analyze(captures, {
    ...options,
    onProgress: (progress) => {
      options.onProgress?.(progress);
      newest.set(progress);
    },
  }).finally(() => newest.end());
  // Who only iterates is told there.
  report.catch(() => {});
  return { report, [Symbol.asyncIterator]: () => progressOf(newest, report) };
}

async function* progressOf(newest: Newest<Progress>, report: Promise<Analysis>): AsyncGenerator<Progress, void> {
  for (let value = await newest.next(); value !== null; value = await newest.next()) yield value;
  await report;
}

/** One place for a value; a newer one replaces what nobody took. */
class Newest<T> {
  private value: T | null = null;
  private ended = false;
  private wake = (): void => {};

  set(value: T): void {
    this.value = value;
    this.wake();
  }

  end(): void {
    this.ended = true;
    this.wake();
  }

  /** Waits for a value that was not taken yet; null at the end. */
  async next(): Promise<T | null> {
    if (this.value === null && !this.ended)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    const { value } = this;
    this.value = null;
    return value;
  }
}
