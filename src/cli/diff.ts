/** `netsight diff`: what changed between two reports. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import { analyzeWithLists } from '../analyze.ts';
import type { Named } from '../diff/compare.ts';
import { DIFF_FORMATS } from '../diff/registry.ts';
import { warnAboutDamage } from './damage.ts';
import { ExitCode, exitCodeOf, firstThatHolds } from './exit-code.ts';
import { lookWithLinks } from './hyperlinks.ts';
import { interruption } from './interruption.ts';
import { addReadingOptions, type ReadingFlags, readingOptions, wholeNumber } from './options.ts';
import { originalsOf, refuseToReplace } from './originals.ts';
import { writePieces } from './output.ts';
import { tellPacketsRead } from './packets-read.ts';
import { startProgress } from './progress.ts';
import { readReportFile } from './report-file.ts';
import { refuseTwice } from './standard-input.ts';
import { filesOf, formatOption, type TargetFlags, targetsOf } from './targets.ts';

/** Lines of a list. */
const DIFF_TOP = 10;
/** Flows and endpoints of a capture that are compared: bounds the memory that two million of them would take. */
const COMPARED = 100_000;
/** Where the first character of a report is, after a byte order mark and white space. */
const PROBED_BYTES = 256;

interface DiffFlags extends ReadingFlags, TargetFlags {
  top?: number;
  exitCode?: boolean;
}

/** Adds the command. */
export function addDiff(root: Command): void {
  const command = root
    .command('diff')
    .description('what appeared, vanished and moved between two reports: verdict, findings, flows, endpoints, ratios')
    .argument('<before>', 'a report of netsight analyze --format json, or a capture')
    .argument('<after>', 'another one')
    .addOption(formatOption(DIFF_FORMATS))
    .option('-o, --output <file>', 'write the comparison there instead of to standard output')
    .option('--top <count>', 'longest list of changes; their counts are never cut', wholeNumber('--top', 0))
    .option('--exit-code', 'exit with 1 when anything changed');
  addReadingOptions(command).action(runDiff);
}

async function runDiff(before: string, after: string, flags: DiffFlags): Promise<void> {
  const targets = targetsOf(DIFF_FORMATS, flags);
  refuseTwice([before, after]);
  await refuseToReplace(filesOf(targets), { 'report or capture': [before, after], ...originalsOf([], flags) });
  const { compare } = await import('../diff/compare.ts');
  const stop = interruption();
  const reports = await Promise.all([before, after].map(reportIn));
  const top = Math.min(COMPARED, ...reports.map(listed));
  const sides = [];
  for (const [i, path] of [before, after].entries())
    sides.push(reports[i] ?? (await analysed(path, top, flags, stop.signal)));
  const difference = compare(sides[0], sides[1], flags.top ?? DIFF_TOP);
  for (const { format, file } of targets) {
    const pieces = (await format.load())(difference, await lookWithLinks(flags.color, file));
    await writePieces(pieces, file);
  }
  const codes = sides.map(({ analysis, fresh }) =>
    fresh ? exitCodeOf({ ...analysis, findings: [] }, stop.signal.aborted, null) : ExitCode.Done,
  );
  if (flags.exitCode && difference.changed) codes.push(ExitCode.Findings);
  process.exitCode = firstThatHolds(...codes);
}

/** One of the two, and whether it was made just now. */
interface Side extends Named {
  fresh: boolean;
}

/** A report read back; null for what is none, which is taken for a capture. */
async function reportIn(path: string): Promise<Side | null> {
  if (path === '-' || !looksLikeJson(path)) return null;
  return { path, analysis: await readReportFile(path), fresh: false };
}

/** Lists of a capture are cut where those of a report were: what the report did not list would seem to have appeared. */
function listed(report: Side | null): number {
  if (report === null) return COMPARED;
  const { flows, endpoints } = report.analysis;
  const lists = [
    [flows.top.length, flows.total],
    [endpoints.macs.length, endpoints.totals.macs],
    [endpoints.ips.length, endpoints.totals.ips],
  ];
  return Math.min(...lists.map(([length, total]) => (length < total ? length : COMPARED)));
}

async function analysed(path: string, top: number, flags: DiffFlags, signal: AbortSignal): Promise<Side> {
  const progress = await startProgress(flags);
  const options = { ...readingOptions(flags), top, signal, onProgress: progress.update };
  const { analysis, threads } = await analyzeWithLists(path, options).finally(progress.end);
  if (!flags.quiet) warnAboutDamage(analysis.inputs);
  if (flags.verbose) tellPacketsRead(analysis.inputs, threads, path);
  return { path, analysis, fresh: true };
}

/** No capture and no compression begins with a brace; what cannot be opened is for the reader of captures to tell. */
function looksLikeJson(path: string): boolean {
  try {
    if (!statSync(path).isFile()) return false;
    const descriptor = openSync(path, 'r');
    const bytes = new Uint8Array(PROBED_BYTES);
    const length = readSync(descriptor, bytes, 0, PROBED_BYTES, 0);
    closeSync(descriptor);
    return /^[\ufeff\s]*[{[]/.test(new TextDecoder().decode(bytes.subarray(0, length)));
  } catch {
    return false;
  }
}
