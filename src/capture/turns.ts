/** Long work in one thread lets signals and progress have their turn. */
import { setImmediate } from 'node:timers/promises';

/** How long work may keep them waiting, in seconds. */
const TURN = 0.05;

export class Turns {
  // Not `performance`, which Node takes 2 ms to load.
  private begin = process.uptime();

  /** Lets everything else have its turn when it is time for that. */
  async pause(): Promise<void> {
    if (process.uptime() - this.begin <= TURN) return;
    await setImmediate();
    this.begin = process.uptime();
  }
}
