/** The process that runs cases one after the other until its time is up; main.ts watches it. Everything it finds but its own end it keeps itself. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Case, caseOf, runCase } from './case.ts';
import { expectThat } from './checks/fault.ts';
import { Coverage } from './coverage.ts';
import { causeOf, Findings } from './findings.ts';
import { minimised } from './minimise.ts';
import { loadSeeds } from './seeds.ts';
import { type Report, type Task, TOO_LARGE } from './task.ts';

/** CPU time of a case, in s. The largest seeds take a tenth of it on a slow machine. */
const MAX_SECONDS = 10;
/** Memory of this process, in kB: ten times what it takes for the seeds. */
const MAX_RSS_KB = 1_500_000;
/** The flow table's memory is given back only when garbage is collected. */
const COLLECT_EVERY = 4;
/** Captures that were kept because new code ran. */
const MAX_POOL = 20_000;
const TELL_EVERY = 100;

const tell = (report: Report): void => void process.send?.(report);

/** Runs cases, and keeps what fails. */
class Runner {
  private readonly task: Task;
  private readonly pool = loadSeeds();
  private readonly seeds = this.pool.length;
  private readonly findings: Findings;
  private readonly coverage: Coverage | null;

  constructor(task: Task) {
    this.task = task;
    this.findings = new Findings(task.folder);
    this.coverage = task.blind ? null : new Coverage();
  }

  async run(): Promise<void> {
    const { seed, first, until, scratch } = this.task;
    let number = first;
    for (; Date.now() < until; number++) {
      const next = caseOf(seed, number, this.pool);
      writeFileSync(join(scratch, 'case'), next.bytes);
      tell({ number, kind: next.kind, seed: next.seed });
      await this.try(next, number);
      this.learn(next);
      if (number % COLLECT_EVERY === 0) globalThis.gc?.();
      if (number % TELL_EVERY === 0) this.tellProgress(number);
    }
    this.tellProgress(number);
  }

  private async try(next: Case, number: number): Promise<void> {
    const { scratch } = this.task;
    try {
      await withinBounds(() => runCase(next, scratch));
    } catch (error) {
      const cause = causeOf(error);
      const path = this.findings.keep(next, cause, error instanceof Error ? (error.stack ?? '') : '');
      tell({ number, found: cause, path });
      if (path !== null) writeFileSync(path, (await minimised(next, cause, scratch)).bytes);
      // The most that was ever used never falls again: a new process begins behind this case.
      if (process.resourceUsage().maxRSS > MAX_RSS_KB) process.exit(TOO_LARGE);
    }
  }

  /** Keeps a capture that made new code run. */
  private learn({ kind, bytes }: Case): void {
    const news = this.coverage?.news() ?? 0;
    if (news > 0 && kind === 'capture' && this.pool.length < MAX_POOL) this.pool.push(bytes);
  }

  private tellProgress(number: number): void {
    tell({ number, pool: this.pool.length - this.seeds, blocks: this.coverage?.blocks ?? 0 });
  }
}

async function withinBounds(step: () => Promise<void>): Promise<void> {
  const spent = process.cpuUsage();
  await step();
  const { user, system } = process.cpuUsage(spent);
  const { maxRSS } = process.resourceUsage();
  expectThat(
    (user + system) / 1e6 <= MAX_SECONDS,
    'a case takes too long',
    () => `${(user + system) / 1e6} s of CPU time`,
  );
  expectThat(maxRSS <= MAX_RSS_KB, 'a case takes too much memory', () => `${maxRSS} kB`);
}

process.once('message', (task: Task) => {
  new Runner(task).run().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(2);
    },
  );
});
