/**
 * `npm run fuzz -- [--minutes N] [--seed S] [--blind] [--folder DIR]`, or `npm run fuzz -- --case FILE` to run a kept case again. Cases run in a process of
 * their own, bundled from the sources as they are.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleInto } from './bundle.ts';
import { runCase } from './case.ts';
import { readCase } from './findings.ts';
import { Watch } from './watch.ts';

const MINUTE_MS = 60_000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    /** Without coverage: case n of seed S is the same wherever the same seeds lie. */
    blind: { type: 'boolean', default: false },
    folder: { type: 'string', default: 'fuzz-findings' },
    case: { type: 'string' },
  },
});
const scratch = mkdtempSync(join(tmpdir(), 'netsight-fuzz-'));
try {
  const runner = await bundleInto(join(scratch, 'bundle'));
  if (values.case !== undefined) await again(values.case);
  else await search(runner);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function search(runner: string): Promise<void> {
  const minutes = Number(values.minutes);
  const seed = Number(values.seed);
  if (!(minutes > 0) || !Number.isSafeInteger(seed)) throw new Error('--minutes and --seed take numbers');
  const { blind, folder } = values;
  const watch = new Watch({ seed, first: 0, until: Date.now() + minutes * MINUTE_MS, scratch, folder, blind }, runner);
  await watch.run();
  console.log(`seed ${seed}, ${minutes} min: ${watch.line()}`);
  process.exitCode = watch.totals.found === 0 ? 0 : 1;
}

/** Throws what is wrong with the case. */
async function again(path: string): Promise<void> {
  await runCase(readCase(path), scratch);
  console.log(`${path}: nothing is wrong with it`);
}
