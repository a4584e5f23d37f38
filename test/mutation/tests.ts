/** Runs the tests of a script with Vitest's own runner and matchers, the script anew for each mutant: constants of modules change with it. */
import { Script } from 'node:vm';
import { ASYMMETRIC_MATCHERS_OBJECT, chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';
import { describe, it, startTests, type Task, type VitestRunner } from '@vitest/runner';
import fc from 'fast-check';

/** Random cases are the same in every run, so that a mutant's fate is. */
const SEED = 1;

type Module = (require: (name: string) => unknown, exports: object, isActive: (mutant: number) => boolean) => void;

for (const part of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(part);
fc.configureGlobal({ seed: SEED });
const MODULES: Readonly<Record<string, unknown>> = {
  vitest: { describe, it, expect: Object.assign(chai.expect, Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT)) },
  'fast-check': fc,
};

export interface Outcome {
  /** Name of the first test that failed; null when none did. */
  failed: string | null;
  tests: number;
  /** Mutants whose place was reached. */
  reached: number[];
}

export class Tests implements VitestRunner {
  readonly config: VitestRunner['config'] = {
    root: '.',
    setupFiles: [],
    name: undefined,
    passWithNoTests: false,
    testNamePattern: undefined,
    allowOnly: false,
    sequence: { seed: SEED, hooks: 'stack', setupFiles: 'list' },
    chaiConfig: undefined,
    maxConcurrency: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: 0,
    includeTaskLocation: false,
    tags: [],
    tagsFilter: undefined,
    strictTags: false,
  };
  private readonly modules: Map<string, Module>;
  private active = 0;
  private reached = new Set<number>();
  private failed: string | null = null;
  private count = 0;

  constructor(scripts: Map<string, string>) {
    const compiled = (code: string): Module =>
      new Script(`(function (require, exports, M) {const module = { exports };${code}\n})`).runInThisContext();
    this.modules = new Map(Array.from(scripts, ([name, code]) => [name, compiled(code)]));
  }

  /** Runs a script with one mutant; with 0, none. */
  async run(name: string, mutant: number): Promise<Outcome> {
    this.active = mutant;
    this.failed = null;
    this.count = 0;
    this.reached = new Set();
    const [file] = await startTests([name], this);
    if (file.result?.state === 'fail') this.failed ??= 'as it is loaded';
    return { failed: this.failed, tests: this.count, reached: mutant === 0 ? Array.from(this.reached) : [] };
  }

  importFile(name: string): void {
    const { active, reached } = this;
    const note = (mutant: number): boolean => reached.add(mutant).has(active);
    const isActive = active === 0 ? note : (mutant: number): boolean => mutant === active;
    this.modules.get(name)?.((wanted) => MODULES[wanted], {}, isActive);
  }

  /** After the first failure nothing more has to be known. */
  onBeforeRunTask(test: Task): void {
    if (this.failed !== null) test.mode = 'skip';
  }

  onAfterRunTask(test: Task): void {
    if (test.result?.state === 'fail') this.failed ??= test.name;
    this.count++;
  }
}
