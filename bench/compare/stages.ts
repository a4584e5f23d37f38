/** The stage benchmarks, each in a process of its own over the same captures. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { captureFile } from '../captures.ts';
import type { Figure } from './results.ts';

/** In the order of the line. */
const STAGES = ['records', 'decode', 'rows', 'tally', 'analyze'];
const LINE = /^(.+): ([\d.]+) million packets per CPU-second$/gm;

/** Runs the bundled stages in `folder`, prints what they print and answers their figures. */
export function stages(folder: string, captures: readonly string[], quick: boolean): Figure[] {
  const files = captures.map((name) => captureFile(name, quick));
  const share = quick ? 'stages-quick' : 'stages';
  return STAGES.flatMap((stage) => {
    const run = spawnSync(process.execPath, [join(folder, `${stage}.bench.mjs`), ...files], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`${stage}: ${run.stderr}`);
    process.stdout.write(run.stdout);
    return Array.from(run.stdout.matchAll(LINE), ([, name, value]) => ({
      capture: share,
      figure: `${name}, million packets per CPU-second`,
      value: Number(value),
    }));
  });
}
