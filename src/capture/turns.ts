/** Long work in one thread lets signals and progress have their turn. */
import { setImmediate } from 'node:timers/promises';

/** How long work may keep them waiting, in ms. */
const TURN_MS = 50;

export class Turns {
  private begin = performance.now();

  /** Lets everything else have its turn when it is time for that. */
  async pause(): Promise<void> {
    if (performance.now() - this.begin <= TURN_MS) return;
    await setImmediate();
    this.begin = performance.now();
  }
}
