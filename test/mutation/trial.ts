/** Which tests reach a mutant, and whether one of them fails with it. */
import { basename } from 'node:path';
import type { Mutant } from './instrument.ts';
import type { Sandbox } from './sandbox.ts';

export interface Verdict {
  mutant: Mutant;
  fate: 'killed' | 'endless' | 'survived' | 'unreached';
}

export class Trial {
  private readonly sandbox: Sandbox;
  /** Test files that reach a mutant, the quickest first. */
  private readonly reachedBy = new Map<number, string[]>();

  constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
  }

  /** Runs all tests without a mutant; throws when one fails. Answers how many there are. */
  async rehearse(names: Iterable<string>): Promise<number> {
    const runs: { name: string; ms: number; reached: number[] }[] = [];
    let tests = 0;
    for (const name of names) {
      const start = performance.now();
      const outcome = await this.sandbox.run(name, 0);
      if (outcome === null || outcome.failed !== null)
        throw new Error(`${name} fails without a mutant: ${outcome?.failed}`);
      runs.push({ name, ms: performance.now() - start, reached: outcome.reached });
      tests += outcome.tests;
    }
    for (const { name, reached } of runs.toSorted((a, b) => a.ms - b.ms)) this.note(name, reached);
    return tests;
  }

  async judge(mutant: Mutant): Promise<Verdict> {
    const names = this.reachedBy.get(mutant.id);
    if (names === undefined) return { mutant, fate: 'unreached' };
    const own = basename(mutant.file, '.ts');
    for (const name of names.toSorted((a, b) => Number(b === own) - Number(a === own))) {
      const outcome = await this.sandbox.run(name, mutant.id);
      if (outcome === null) return { mutant, fate: 'endless' };
      if (outcome.failed !== null) return { mutant, fate: 'killed' };
    }
    return { mutant, fate: 'survived' };
  }

  private note(name: string, reached: readonly number[]): void {
    for (const id of reached) this.reachedBy.set(id, [...(this.reachedBy.get(id) ?? []), name]);
  }
}
