/**
 * A second thread that counts rows into flows while this one reads, decodes and writes rows. Either this thread has the flows or the other: `lend` gives them away,
 * `takeBack` fetches them. The flows lie in shared memory and never move; only what is beside them is sent. Rows are counted in the order in which they were
 * written, so the result is that of one thread.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FlowTable } from '../tally/flow-table.ts';
import { placeBesideProgram } from './beside-program.ts';
import { callCounter, endRows, hasRoom, ringOf } from './counting-ring.ts';
import type { CountingData, CountingMessage } from './counting-worker.ts';
import { loadKernel } from './kernel.ts';

const SCRIPT = 'counting-worker.cjs';

/** Threads that a run may use: this one and one that counts. More have nothing to do. */
const MOST_THREADS = 2;

/** As many threads as the machine has room for. */
export const defaultThreads = (): number => Math.min(MOST_THREADS, availableParallelism());

/** Where the thread's program is; null in a tree that was never built. */
export const countingScript = (): URL | null => placeBesideProgram(SCRIPT);

export class CountingThread {
  private readonly flows: FlowTable;
  private readonly worker: Worker;
  private readonly ring: Int32Array;
  private readonly mail = new Int32Array(new SharedArrayBuffer(4));
  private state: 'starting' | 'idle' | 'counting' = 'starting';
  private failure: Error | null = null;
  /** Called at every change of state or failure. */
  private wake = (): void => {};

  constructor(flows: FlowTable, script: URL) {
    const { memory } = flows.kernel;
    this.flows = flows;
    this.ring = ringOf(memory);
    const data: CountingData = { kernel: loadKernel(), memory, mail: this.mail };
    this.worker = new Worker(script, { workerData: data, execArgv: [] });
    // Alive as long as someone waits for it.
    this.worker.unref();
    this.worker.on('message', (message: CountingMessage) => this.hear(message));
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', (code) => this.fail(new Error(`it ended with code ${code}`)));
  }

  get isCounting(): boolean {
    return this.state === 'counting';
  }

  /** Waits until the thread has begun, or cannot. */
  async begun(): Promise<void> {
    await this.until(() => this.state !== 'starting' || this.failure !== null);
  }

  /** Gives the flows away when the thread is there to take them: one that never began is done without. */
  lend(): void {
    if (this.state !== 'idle' || this.failure !== null) return;
    this.flows.kernel.exports.lendFlows();
    this.state = 'counting';
    this.send();
  }

  /** True when the rows of one more record batch have room; false when it is time for events first. Throws when the thread has died with the flows. */
  hasRoom(): boolean {
    if (!this.isCounting) return true;
    this.check();
    return hasRoom(this.ring);
  }

  /** Says that rows were written, if few. */
  call(): void {
    if (this.isCounting) callCounter(this.ring);
  }

  /** Fetches the flows when all rows are counted. */
  async takeBack(): Promise<void> {
    if (!this.isCounting) return;
    this.flows.flush();
    endRows(this.ring);
    await this.until(() => !this.isCounting || this.failure !== null);
    this.check();
  }

  /** Ends the thread. */
  end(): void {
    this.worker.removeAllListeners();
    // One that fails on its way out concerns nobody, and would be thrown if nobody listened.
    this.worker.on('error', () => {});
    void this.worker.terminate();
  }

  private hear(message: CountingMessage): void {
    if ('begun' in message) this.state = 'idle';
    else {
      this.flows.goOn(message.flows);
      if (message.full) this.makeRoom();
      else this.settle();
    }
    this.wake();
  }

  /** The other thread waits in the middle of a row while flows are taken out here. */
  private makeRoom(): void {
    this.flows.onFull();
    this.send();
  }

  private settle(): void {
    this.flows.kernel.exports.takeFlowsBack();
    this.state = 'idle';
  }

  private send(): void {
    this.worker.postMessage(this.flows.state());
    Atomics.add(this.mail, 0, 1);
    Atomics.notify(this.mail, 0);
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.wake();
  }

  /** What a dead thread had counted is lost. */
  private check(): void {
    if (this.failure === null || !this.isCounting) return;
    throw new Error(`the thread that counts flows died, --workers 1 does without it: ${this.failure.message}`);
  }

  private async until(holds: () => boolean): Promise<void> {
    this.worker.ref();
    while (!holds()) await new Promise<void>((resolve) => (this.wake = resolve));
    this.worker.unref();
  }
}
