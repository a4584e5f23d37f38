/** The step summary of GitHub Actions: appended to the file that $GITHUB_STEP_SUMMARY names. */
import { appendFileSync } from 'node:fs';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import type { CheckReport } from '../check/outcome.ts';
import { statsOf } from './stats-of.ts';

/** A summary of 1 MiB is refused as a whole; other commands of the step write into the same file. */
const MAX_BYTES = 1_000_000;
/** Less room than this is not worth a heading. */
const MIN_BYTES = 1000;

/** Appends the summary where there is a place for it and room in it. */
export async function writeStepSummary(report: CheckReport): Promise<void> {
  const path = process.env.GITHUB_STEP_SUMMARY;
  if (path === undefined || path === '') return;
  const room = MAX_BYTES - (statsOf(path)?.size ?? 0);
  if (room < MIN_BYTES) return;
  const { stepSummary } = await import('../check/summary.ts');
  try {
    appendFileSync(path, stepSummary(report, room));
  } catch (error) {
    throw new UsageError(`cannot write the step summary ${printable(path)}: ${printable((error as Error).message)}`);
  }
}
