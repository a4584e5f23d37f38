/** What is said of --evidence when it is done. */
import { join } from 'node:path';
import { printable } from '../base/printable.ts';
import type { Shortfall } from '../evidence/collect.ts';
import type { EvidencePlan, PlannedFile } from '../evidence/plan.ts';
import type { AddressOf } from '../report/format.ts';
import { counted } from '../report/quantities.ts';
import { hyperlink } from '../report/text/hyperlink.ts';
import { ExitCode } from './exit-code.ts';
import { statsOf } from './stats-of.ts';

/** An exit code of the contract, and lines for standard error. */
export interface EvidenceOutcome {
  exitCode: number;
  lines: string[];
}

interface Done {
  plan: EvidencePlan;
  folder: string;
  /** When the first reading began, in ms since 1970. */
  started: number;
  shortfalls: readonly Shortfall[];
  /** Files that are there, with the number of their packets. */
  written: ReadonlyMap<PlannedFile, number>;
  interrupted: boolean;
  /** For links on standard error. */
  addressOf: AddressOf;
}

/** Errors are said in any case, one line of success unless told to be quiet, each file only when asked. */
export function outcomeOf(done: Done, { quiet, verbose }: { quiet?: boolean; verbose?: boolean }): EvidenceOutcome {
  const lines = [
    ...done.shortfalls.map(shortfallText),
    ...(quiet ? [] : changed(done)),
    ...(verbose ? details(done) : []),
    ...(quiet ? [] : [summary(done)]),
  ];
  return { exitCode: exitCode(done), lines: lines.map((line) => `evidence: ${line}`) };
}

/** An input that is not there any more, or one that has less in it than before. */
function exitCode({ shortfalls }: Done): number {
  if (shortfalls.length === 0) return ExitCode.Done;
  return shortfalls.some(({ error }) => error !== null) ? ExitCode.Unreadable : ExitCode.Damaged;
}

function shortfallText({ path, error, missing }: Shortfall): string {
  if (error !== null) return `${error.message} It could be read for the report.`;
  const frames = `${counted(missing.length, 'frame')} of it, from ${missing[0]} on,`;
  return `${printable(path)} was changed after the report was made: ${frames} cannot be found any more`;
}

/** Inputs that were written to meanwhile: one that grew is as good as before, one that was replaced is not, and nothing tells them apart for sure. */
function changed({ plan, started }: Done): string[] {
  const touched = plan.inputs.filter(
    ({ path, frames }) => frames.length > 0 && (statsOf(path)?.ctimeMs ?? 0) > started,
  );
  return touched.map(
    ({ path }) => `${printable(path)} was written to meanwhile; taken were the frames that have these numbers now`,
  );
}

function details({ plan, written, folder, addressOf }: Done): string[] {
  return [
    ...plan.files.flatMap((file) => {
      const frames = written.get(file);
      if (frames === undefined) return [];
      return [`${hyperlink(file.name, addressOf(join(folder, file.name)))}: ${counted(frames, 'frame')}`];
    }),
    ...plan.withoutFrames.map(({ id, subject }) => `no file for ${id} ${printable(subject)}: no frame shows it`),
  ];
}

function summary({ plan, written, folder, interrupted, addressOf }: Done): string {
  const wanted = plan.files.length;
  if (wanted === 0) return 'nothing to write: there is no finding that frames show';
  const files = written.size < wanted ? `${written.size} of ${counted(wanted, 'file')}` : counted(wanted, 'file');
  return `${interrupted ? 'interrupted, ' : ''}${files} in ${hyperlink(printable(folder), addressOf(folder))}`;
}
