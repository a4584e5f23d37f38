/** --evidence: beside the report a folder with a small capture for each finding. */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import { collectEvidence } from '../evidence/collect.ts';
import { type EvidencePlan, planEvidence } from '../evidence/plan.ts';
import type { Analysis } from '../report/analysis.ts';
import { CHOOSE_ANOTHER, EvidenceFolder } from './evidence-folder.ts';
import { type EvidenceOutcome, outcomeOf } from './evidence-outcome.ts';
import { ExitCode } from './exit-code.ts';
import { addressesFor } from './hyperlinks.ts';
import { makeFolder } from './make-folder.ts';
import type { ReadingFlags } from './options.ts';
import { startProgress } from './progress.ts';
import { realPath } from './real-path.ts';
import { statsOf } from './stats-of.ts';

const AGAIN = '--evidence reads the captures a second time';

type EvidenceFlags = Pick<ReadingFlags, 'progress' | 'quiet' | 'verbose' | 'color'>;

/** Writes the evidence of a finished analysis. */
export type WriteEvidence = (analysis: Analysis, signal: AbortSignal) => Promise<EvidenceOutcome>;

/** Makes the folder and refuses, before anything is read, what could not be done afterwards. Throws `UsageError`. */
export function prepareEvidence(folder: string, captures: readonly string[], flags: EvidenceFlags): WriteEvidence {
  const started = Date.now();
  for (const capture of captures) refuseIfReadOnce(capture);
  makeWritable(folder);
  const place = realPath(folder);
  if (captures.some((capture) => realPath(capture) === place))
    throw new UsageError(
      `what is written into ${printable(folder)} would be read as a capture next time; ${CHOOSE_ANOTHER}`,
    );
  return (analysis, signal) => write(analysis, { ...flags, folder, started, signal });
}

interface Writing extends EvidenceFlags {
  folder: string;
  /** When the first reading began, in ms since 1970. */
  started: number;
  signal: AbortSignal;
}

function refuseIfReadOnce(capture: string): void {
  if (capture === '-')
    throw new UsageError(`${AGAIN}, which standard input does not allow; save it to a file first (cat > net1.pcap)`);
  const stats = statsOf(capture);
  if (stats === null || stats.isFile() || stats.isDirectory() || stats.isBlockDevice()) return;
  throw new UsageError(`${AGAIN}, and ${printable(capture)} is a pipe or device; save it to a file first`);
}

function makeWritable(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = statsOf(folder)?.isFile() ? 'it is a file' : printable((error as Error).message);
    throw new UsageError(`cannot write evidence into ${printable(folder)}: ${reason}; ${CHOOSE_ANOTHER}`);
  }
}

/** Reads the captures again and writes the files; whatever goes wrong is in the outcome, so that the report is not lost. */
async function write(analysis: Analysis, { folder, started, signal, ...flags }: Writing): Promise<EvidenceOutcome> {
  const plan = planEvidence(analysis);
  const files = new EvidenceFolder(folder);
  const progress = await startProgress(flags, 'evidence');
  try {
    refuseToReplaceInputs(plan, folder);
    const take = files.write.bind(files);
    const shortfalls = await collectEvidence(plan, { signal, onProgress: progress.update, write: take });
    if (!signal.aborted) files.finishAll();
    const addressOf = await addressesFor(process.stderr, flags.color);
    return outcomeOf(
      { plan, folder, started, shortfalls, written: files.written, interrupted: signal.aborted, addressOf },
      flags,
    );
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { exitCode: ExitCode.Usage, lines: [error.message] };
  } finally {
    progress.end();
    files.discardRest();
  }
}

/** An input that is itself the evidence of an earlier run would be lost. */
function refuseToReplaceInputs({ files, inputs }: EvidencePlan, folder: string): void {
  const place = realPath(folder) ?? folder;
  const targets = new Set<string | null>(files.map(({ name }) => join(place, name)));
  const replaced = inputs.find(({ path }) => targets.has(realPath(path)));
  if (replaced !== undefined)
    throw new UsageError(`evidence would replace the capture ${printable(replaced.path)}; ${CHOOSE_ANOTHER}`);
}
