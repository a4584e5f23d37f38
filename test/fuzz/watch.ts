/** Watches the process that runs cases: ends it when a case hangs, keeps the case that it did not survive, and begins another behind it. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Findings } from './findings.ts';
import { type Report, type Task, TOO_LARGE } from './task.ts';

/** Without a sign of life for so long, in ms, a case hangs: a case may take 10 s of CPU time, and the machine may be busy. */
const HANGS_AFTER_MS = 120_000;
/** MB of JavaScript objects. */
const HEAP = 512;
/** In ms. */
const SAY_EVERY_MS = 60_000;

interface Totals {
  cases: number;
  found: number;
  /** Captures kept for the new code they ran, and blocks of code that ran. */
  pool: number;
  blocks: number;
  restarts: number;
}

/** Watches processes that run cases, one after the other, until the time is up. */
export class Watch {
  private readonly task: Task;
  private readonly runner: string;
  private readonly findings: Findings;
  readonly totals: Totals = { cases: 0, restarts: 0, pool: 0, blocks: 0, found: 0 };
  private last: Report;

  constructor(task: Task, runner: string) {
    this.task = task;
    this.runner = runner;
    this.findings = new Findings(task.folder);
    this.last = { number: task.first - 1 };
  }

  async run(): Promise<void> {
    const say = setInterval(() => console.log(this.line()), SAY_EVERY_MS);
    while (Date.now() < this.task.until) {
      const end = await this.watched();
      if (end === null) continue;
      this.totals.restarts++;
      this.keepLast(end);
    }
    clearInterval(say);
  }

  line(): string {
    const { cases, found, pool, blocks, restarts } = this.totals;
    return `${cases} cases, ${found} failed, ${pool} captures kept for ${blocks} blocks of code, ${restarts} processes ended early`;
  }

  /** Runs one process to its end; answers how it ended when that was not of its own will. */
  private watched(): Promise<string | null> {
    const options = { execArgv: [`--max-old-space-size=${HEAP}`, '--expose-gc'] };
    const child = fork(this.runner, [], options);
    child.send({ ...this.task, first: this.last.number + 1 });
    let hangs = false;
    const giveUp = (): void => {
      hangs = true;
      child.kill('SIGKILL');
    };
    let timer = setTimeout(giveUp, HANGS_AFTER_MS);
    child.on('message', (report: Report) => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, HANGS_AFTER_MS);
      this.take(report);
    });
    return new Promise((resolve) => {
      child.on('exit', (code, signal) => {
        clearTimeout(timer);
        resolve(code === 0 || code === TOO_LARGE ? null : endedBy(hangs, code ?? signal));
      });
    });
  }

  private take(report: Report): void {
    const { totals } = this;
    if (report.kind !== undefined) {
      totals.cases++;
      this.last = report;
    }
    if (report.pool !== undefined) Object.assign(totals, { pool: report.pool, blocks: report.blocks });
    if (report.found === undefined) return;
    totals.found++;
    if (report.path) console.log(`case ${report.number}: ${report.found}\n  kept as ${report.path}`);
  }

  /** The case that a process did not survive. */
  private keepLast(end: string): void {
    const { kind = 'capture', seed = 0, number } = this.last;
    const bytes = readFileSync(join(this.task.scratch, 'case'));
    this.totals.found++;
    console.log(`case ${number}: ${end}\n  kept as ${this.findings.keep({ kind, bytes, seed }, end, '')}`);
  }
}

const endedBy = (hangs: boolean, how: number | string | null): string =>
  hangs ? 'a case hangs' : `the process ended with ${how}`;
