/** Runs tests in a process of their own, and begins another when one does not end. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order } from './runner.ts';
import type { Outcome } from './tests.ts';

const RUNNER = fileURLToPath(new URL('./runner.ts', import.meta.url));
/** In ms: the whole of a test file takes some 10, the longest 200. A mutant that is so much slower goes round and round. */
const ENDLESS_MS = 5000;
/** MB of JavaScript objects: a mutant that takes more goes round and round as well. */
const HEAP = 512;

export class Sandbox {
  private readonly scripts: [string, string][];
  private child: ChildProcess | null = null;

  constructor(scripts: Map<string, string>) {
    this.scripts = [...scripts];
  }

  /** Null when the tests did not end, or took their process with them. */
  async run(name: string, mutant: number): Promise<Outcome | null> {
    const child = await this.started();
    const order: Order = { name, mutant };
    child.send(order);
    const timer = setTimeout(() => child.kill('SIGKILL'), ENDLESS_MS);
    const decided = new AbortController();
    const { signal } = decided;
    const end = once(child, 'exit', { signal }).then(() => [null]);
    const [outcome] = await Promise.race([once(child, 'message', { signal }), end]);
    decided.abort();
    clearTimeout(timer);
    if (outcome === null) this.child = null;
    return outcome;
  }

  close(): void {
    this.child?.disconnect();
  }

  /** Ready to run, so that the time it takes to begin counts against no mutant. */
  private async started(): Promise<ChildProcess> {
    if (this.child !== null) return this.child;
    const child = fork(RUNNER, [], { execArgv: [...process.execArgv, `--max-old-space-size=${HEAP}`] });
    const order: Order = { scripts: this.scripts };
    child.send(order);
    await once(child, 'message');
    this.child = child;
    return child;
  }
}
