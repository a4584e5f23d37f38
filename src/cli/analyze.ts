/** `netsight analyze`: one report over one or more captures. */
import type { Command } from 'commander';
import { analyzeWithLists } from '../analyze.ts';
import { UsageError } from '../base/errors.ts';
import type { Analysis, Severity } from '../report/analysis.ts';
import type { Format, RenderOptions } from '../report/format.ts';
import { FORMATS } from '../report/registry.ts';
import { warnAboutDamage } from './damage.ts';
import { addDeclarationOptions, type DeclarationFlags, readDeclarations } from './declarations.ts';
import type { WriteEvidence } from './evidence.ts';
import { ExitCode, exitCodeOf, firstThatHolds, SEVERITIES } from './exit-code.ts';
import { makeReportFolder } from './folder.ts';
import { lookWithLinks } from './hyperlinks.ts';
import { interruption } from './interruption.ts';
import { checkBounded, DEFAULT_MAX_BYTES, maxBytesOption } from './max-bytes.ts';
import {
  type AnonymizeFlags,
  addAnonymizeOptions,
  addPagerOption,
  addReadingOptions,
  anonymizeOptions,
  choice,
  type ReadingFlags,
  readingOptions,
  wasTyped,
  wholeNumber,
} from './options.ts';
import { originalsOf, refuseToReplace } from './originals.ts';
import { refuseBinaryOnTerminal, writePieces } from './output.ts';
import { tellPacketsRead } from './packets-read.ts';
import { showText } from './pager.ts';
import { startProgress } from './progress.ts';
import { refuseTwice } from './standard-input.ts';
import { tableOption, withTables } from './tables.ts';
import { filesOf, formatOption, type Target, type TargetFlags, targetsOf } from './targets.ts';
import { look } from './terminal.ts';

/** Lines of a list for people; the report itself holds more. */
const TABLE_TOP = 10;

interface AnalyzeFlags extends ReadingFlags, DeclarationFlags, AnonymizeFlags, TargetFlags {
  evidence?: string;
  top?: number;
  table?: string;
  maxBytes?: number;
  failOn?: Severity;
  open?: boolean;
  pager: boolean;
}

/** One report to write; of formats that are tables, with the table, and the folder that is made for all of them. */
type ReportTarget = Target<Format> & { table?: string; folder?: string };

/** Adds the command. */
export function addAnalyze(root: Command): void {
  const command = root
    .command('analyze')
    .description('which network made these captures, what is wrong with it, and who talks to whom')
    .argument('<capture...>', 'pcap or pcapng files, compressed or not; directories of them; - for standard input')
    .addOption(formatOption(FORMATS))
    .option('-o, --output <file>', 'write the report there instead of to standard output')
    .option('--open', 'open the report written with -o or --format ID=FILE, where there is a terminal')
    .option(
      '--evidence <dir>',
      'write there, for each finding, a small pcapng with its frames and comments that say why (reads files twice)',
      folderName,
    )
    .option('--top <count>', 'longest list of flows and endpoints; totals are never cut', wholeNumber('--top', 0))
    .addOption(choice('--fail-on <severity>', 'exit with 1 when there are findings this severe', SEVERITIES));
  command.addOption(tableOption()).addOption(maxBytesOption());
  addReadingOptions(addPagerOption(addAnonymizeOptions(addDeclarationOptions(command)))).action(runAnalyze);
}

async function runAnalyze(captures: string[], flags: AnalyzeFlags, command: Command): Promise<void> {
  refuseTwice(captures);
  const targets = reportTargets(flags, command);
  const toOpen = fileToOpen(targets, flags, command);
  refuseToMix(flags);
  await refuseToReplace(filesOf(targets), originalsOf(captures, flags));
  const writeEvidence = await preparedEvidence(captures, flags);
  const declared = await readDeclarations(flags, captures);
  const anonymize = await anonymizeOptions(flags, command);
  const stop = interruption();
  const progress = await startProgress(flags);
  const { analysis, lists, threads } = await analyzeWithLists(captures, {
    ...readingOptions(flags),
    ...anonymize,
    ...(flags.top !== undefined && { top: flags.top }),
    ...(targets.every(({ format }) => format.streams) && { heldFlows: 0 }),
    declared,
    signal: stop.signal,
    onProgress: progress.update,
  }).finally(progress.end);
  // Before the report: who closes its pipe early, as head does, ends the process.
  const evidence = await writeEvidence(analysis, stop.signal);
  // Before the pager: Ctrl-C there is none of the analysis.
  const interrupted = stop.signal.aborted;
  for (const target of targets)
    await write(analysis, target, { ...(await renderOptions(target, flags)), lists }, flags);
  if (toOpen !== null) await (await import('./open.ts')).openFile(toOpen);
  if (!flags.quiet) warnAboutDamage(analysis.inputs);
  for (const line of evidence.lines) process.stderr.write(`netsight: ${line}\n`);
  if (flags.verbose) tellPacketsRead(analysis.inputs, threads);
  const exitCode = exitCodeOf(analysis, interrupted, flags.failOn ?? null);
  process.exitCode = firstThatHolds(exitCode, evidence.exitCode);
}

/** Evidence holds packets as they were captured. */
function refuseToMix({ anonymize, evidence }: AnalyzeFlags): void {
  if (anonymize && evidence !== undefined)
    throw new UsageError(
      '--evidence copies packets as they are, so --anonymize cannot go with it; anonymise the capture (netsight anonymize) and analyse that',
    );
}

/** What will write the evidence; loaded only when it is asked for. */
async function preparedEvidence(captures: string[], flags: AnalyzeFlags): Promise<WriteEvidence> {
  if (flags.evidence === undefined) return async () => ({ exitCode: ExitCode.Done, lines: [] });
  const { prepareEvidence } = await import('./evidence.ts');
  return prepareEvidence(flags.evidence, captures, flags);
}

/** What is to be written where, a target for each table. */
function reportTargets(flags: AnalyzeFlags, command: Command): ReportTarget[] {
  const targets = targetsOf(FORMATS, flags);
  for (const { format, file } of targets) refuseBinaryOnTerminal(format, file);
  if (wasTyped(command, 'maxBytes')) checkBounded(targets);
  return withTables(targets, flags.table, wasTyped(command, 'table'));
}

/** Null without --open. */
function fileToOpen(targets: readonly ReportTarget[], { open }: AnalyzeFlags, command: Command): string | null {
  if (!open) return null;
  const file = targets.find((target) => target.file !== null)?.file;
  if (file) return file;
  if (!wasTyped(command, 'open')) return null;
  throw new UsageError('--open wants a report in a file: add -o FILE or --format ID=FILE');
}

async function write(
  analysis: Analysis,
  { format, file, table, folder }: ReportTarget,
  options: RenderOptions,
  flags: AnalyzeFlags,
): Promise<void> {
  const render = await format.load(table);
  const pieces = render(analysis, options);
  if (folder !== undefined) makeReportFolder(folder);
  if (file === null && format.id === 'table') await showText(pieces, flags);
  else await writePieces(pieces, file);
}

/** A pseudonym leads nowhere, and an address tells the name of the machine. */
const renderOptions = async ({ format, file }: ReportTarget, flags: AnalyzeFlags): Promise<RenderOptions> => ({
  ...(flags.anonymize ? look(flags.color, file) : await lookWithLinks(flags.color, file)),
  top: flags.top ?? format.top ?? TABLE_TOP,
  ...(flags.top !== undefined && { rows: flags.top }),
  maxBytes: flags.maxBytes ?? DEFAULT_MAX_BYTES,
});

function folderName(text: string): string {
  if (text !== '') return text;
  throw new UsageError('--evidence takes a folder to write into; it is empty');
}
