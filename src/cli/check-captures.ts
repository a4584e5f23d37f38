/** The captures of `netsight check`, analysed and judged one after the other. */
import { type AnalyzeOptions, analyzeWithLists } from '../analyze.ts';
import { CaptureError } from '../base/errors.ts';
import type { CaptureOutcome } from '../check/outcome.ts';
import type { Analysed } from '../expect/update.ts';
import type { Analysis, Severity } from '../report/analysis.ts';
import { prepareBaseline } from './baseline.ts';
import { type DeclarationFlags, readDeclarations } from './declarations.ts';
import { ExitCode } from './exit-code.ts';
import type { ExpectationFile } from './expectation-file.ts';
import { interruption } from './interruption.ts';
import { type ReadingFlags, readingOptions } from './options.ts';
import { tellPacketsRead } from './packets-read.ts';
import { startProgress } from './progress.ts';

/** What of the flags is about judging. */
export interface JudgeFlags extends ReadingFlags, DeclarationFlags {
  update?: boolean;
  baseline?: string;
  top?: number;
  failOn: Severity | 'none';
}

/** What came of it. */
export interface Run {
  outcomes: CaptureOutcome[];
  /** The reports, kept only to update the expectations. */
  analysed: Analysed[];
  inputs: Analysis['inputs'];
  codes: number[];
}

/** Analyses and judges. A capture that cannot be read does not keep the others from it. */
export async function judgeCaptures(captures: string[], flags: JudgeFlags, file: ExpectationFile | null): Promise<Run> {
  const { assess } = await import('../check/assess.ts');
  const baseline = await prepareBaseline(flags.baseline, captures);
  const declared = await readDeclarations(flags, captures);
  const { signal } = interruption();
  const options = { ...readingOptions(flags), ...(flags.top !== undefined && { top: flags.top }), declared, signal };
  const run: Run = { outcomes: [], analysed: [], inputs: [], codes: [] };
  for (const path of captures) {
    const { analysis, error, seconds } = await read(path, options, flags);
    if (signal.aborted) run.codes.push(ExitCode.Interrupted);
    else if (analysis === null) run.codes.push(ExitCode.Unreadable);
    if (analysis === null || signal.aborted) {
      run.outcomes.push(unjudged(path, error ?? 'interrupted while it was read', seconds));
      if (signal.aborted) break;
      continue;
    }
    if (analysis.inputs.some(({ damage }) => damage.length > 0)) run.codes.push(ExitCode.Damaged);
    run.inputs.push(...analysis.inputs);
    if (flags.update && file !== null) run.analysed.push({ names: file.namesOf(path), analysis });
    const expectations = file?.expectationsFor(path) ?? [];
    const drift = await baseline?.compare(path, analysis);
    const outcome = assess(path, analysis, { expectations, failOn: flags.failOn, baseline: drift ?? null });
    run.outcomes.push({ ...outcome, seconds });
  }
  return run;
}

/** The report of one capture, or why there is none. */
async function read(
  path: string,
  options: AnalyzeOptions,
  flags: JudgeFlags,
): Promise<{ analysis: Analysis | null; error: string | null; seconds: number }> {
  const begin = performance.now();
  const seconds = (): number => (performance.now() - begin) / 1000;
  const progress = await startProgress(flags);
  try {
    const { analysis, threads } = await analyzeWithLists(path, { ...options, onProgress: progress.update });
    if (flags.verbose) tellPacketsRead(analysis.inputs, threads, path);
    return { analysis, error: null, seconds: seconds() };
  } catch (error) {
    if (error instanceof CaptureError) return { analysis: null, error: error.message, seconds: seconds() };
    throw error;
  } finally {
    progress.end();
  }
}

function unjudged(path: string, error: string, seconds: number): CaptureOutcome {
  return { path, error, bytes: 0, frames: 0, complete: false, verdict: null, seconds, outcomes: [] };
}
