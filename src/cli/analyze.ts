/** `netsight analyze`: one report over one or more captures. */
import { type Command, Option } from 'commander';
import { analyze } from '../analyze.ts';
import { UsageError } from '../base/errors.ts';
import { didYouMean } from '../base/nearest.ts';
import { printable } from '../base/printable.ts';
import type { Analysis, Severity } from '../report/analysis.ts';
import type { Format, RenderOptions } from '../report/format.ts';
import { FORMATS, formatById } from '../report/registry.ts';
import { warnAboutDamage } from './damage.ts';
import { addDeclarationOptions, type DeclarationFlags, readDeclarations } from './declarations.ts';
import type { WriteEvidence } from './evidence.ts';
import { ExitCode, exitCodeOf, firstThatHolds, SEVERITIES } from './exit-code.ts';
import { interruption } from './interruption.ts';
import {
  type AnonymizeFlags,
  addAnonymizeOptions,
  addReadingOptions,
  anonymizeOptions,
  type ReadingFlags,
  readingOptions,
  wholeNumber,
} from './options.ts';
import { writeFile, writeStandardOutput } from './output.ts';
import { startProgress } from './progress.ts';
import { terminalWidth, useColor, useUnicode } from './terminal.ts';

/** Lines of a list for people; the report itself holds more. */
const TABLE_TOP = 10;

interface AnalyzeFlags extends ReadingFlags, DeclarationFlags, AnonymizeFlags {
  format?: string[];
  output?: string;
  evidence?: string;
  top?: number;
  failOn?: Severity;
}

/** One report to write. */
interface Target {
  format: Format;
  /** Standard output when null. */
  file: string | null;
}

/** Adds the command. */
export function addAnalyze(root: Command): void {
  const ids = FORMATS.map(({ id }) => id).join(', ');
  const command = root
    .command('analyze')
    .description('which network made these captures, what is wrong with it, and who talks to whom')
    .argument('<capture...>', 'pcap or pcapng files, compressed or not; directories of them; - for standard input')
    .option('-f, --format <id>', `${ids}; ID=FILE writes to a file (repeatable)`, (id, all: string[] = []) => [
      ...all,
      id,
    ])
    .option('-o, --output <file>', 'write the report there instead of to standard output')
    .option(
      '--evidence <dir>',
      'write there, for each finding, a small pcapng with its frames and comments that say why (reads files twice)',
      folderName,
    )
    .option('--top <count>', 'longest list of flows and endpoints; totals are never cut', wholeNumber('--top', 0))
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 when there are findings this severe').choices(SEVERITIES),
    );
  addReadingOptions(addAnonymizeOptions(addDeclarationOptions(command))).action(runAnalyze);
}

async function runAnalyze(captures: string[], flags: AnalyzeFlags): Promise<void> {
  const targets = targetsOf(flags);
  refuseToMix(flags);
  const writeEvidence = await preparedEvidence(captures, flags);
  const declared = await readDeclarations(flags, captures);
  const anonymize = await anonymizeOptions(flags);
  const stop = interruption();
  const progress = await startProgress(flags);
  const analysis = await analyze(captures, {
    ...readingOptions(flags),
    ...anonymize,
    ...(flags.top !== undefined && { top: flags.top }),
    declared,
    signal: stop.signal,
    onProgress: progress.update,
  }).finally(progress.end);
  // Before the report: who closes its pipe early, as head does, ends the process.
  const evidence = await writeEvidence(analysis, stop.signal);
  for (const target of targets) await write(analysis, target, flags);
  if (!flags.quiet) warnAboutDamage(analysis.inputs);
  for (const line of evidence.lines) process.stderr.write(`netsight: ${line}\n`);
  if (flags.verbose) process.stderr.write(`netsight: ${analysis.capture.frames} packets read in one thread\n`);
  const exitCode = exitCodeOf(analysis, stop.signal.aborted, flags.failOn ?? null);
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

/** Which formats go where; without any, a table to standard output or to -o. */
function targetsOf({ format = ['table'], output }: AnalyzeFlags): Target[] {
  const targets = format.map(targetOf);
  const unnamed = targets.filter(({ file }) => file === null);
  if (unnamed.length > 1)
    throw new UsageError('only one --format can go to standard output; write the others as ID=FILE');
  if (unnamed.length === 0 && output !== undefined)
    throw new UsageError('nothing is left for -o: every --format names a file of its own');
  return targets.map((target) => ({ ...target, file: target.file ?? output ?? null }));
}

function targetOf(text: string): Target {
  const [id, ...rest] = text.split('=');
  const format = formatById(id);
  if (format === undefined) {
    const known = FORMATS.map((entry) => entry.id);
    throw new UsageError(`unknown format '${printable(id)}'${didYouMean(id, known)} (there are ${known.join(', ')})`);
  }
  const file = rest.join('=');
  if (rest.length > 0 && file === '') throw new UsageError(`--format ${format.id}= wants a file name after the =`);
  return { format, file: rest.length > 0 ? file : null };
}

async function write(analysis: Analysis, { format, file }: Target, flags: AnalyzeFlags): Promise<void> {
  const render = await format.load();
  const pieces = render(analysis, renderOptions(file === null, flags));
  if (file === null) await writeStandardOutput(pieces);
  else writeFile(file, pieces);
}

const renderOptions = (toStandardOutput: boolean, flags: AnalyzeFlags): RenderOptions => ({
  width: terminalWidth(),
  color: useColor(flags.color, toStandardOutput && process.stdout.isTTY === true),
  unicode: useUnicode(),
  top: flags.top ?? TABLE_TOP,
});

function folderName(text: string): string {
  if (text !== '') return text;
  throw new UsageError('--evidence takes a folder to write into; it is empty');
}
