/** `netsight analyze`: one report over one or more captures. */
import { type Command, Option } from 'commander';
import { analyzeWithLists } from '../analyze.ts';
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
import { checkBounded, DEFAULT_MAX_BYTES, maxBytesOption } from './max-bytes.ts';
import { addReadingOptions, type ReadingFlags, readingOptions, wholeNumber } from './options.ts';
import { refuseBinaryOnTerminal, writeFile, writeStandardOutput } from './output.ts';
import { startProgress } from './progress.ts';
import { tableOption, withTables } from './tables.ts';
import { terminalWidth, useColor, useUnicode } from './terminal.ts';

/** Lines of a list for people; the report itself holds more. */
const TABLE_TOP = 10;

interface AnalyzeFlags extends ReadingFlags, DeclarationFlags {
  format?: string[];
  output?: string;
  evidence?: string;
  top?: number;
  table?: string;
  maxBytes?: number;
  failOn?: Severity;
}

/** One report to write. */
interface Target {
  format: Format;
  /** Standard output when null. */
  file: string | null;
  /** Of formats that write one of several. */
  table?: string;
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
  command.addOption(tableOption()).addOption(maxBytesOption());
  addReadingOptions(addDeclarationOptions(command)).action(runAnalyze);
}

async function runAnalyze(captures: string[], flags: AnalyzeFlags): Promise<void> {
  const targets = targetsOf(flags);
  const writeEvidence = await preparedEvidence(captures, flags);
  const declared = await readDeclarations(flags, captures);
  const stop = interruption();
  const progress = await startProgress(flags);
  const { analysis, lists } = await analyzeWithLists(captures, {
    ...readingOptions(flags),
    ...(flags.top !== undefined && { top: flags.top }),
    ...(targets.every(({ format }) => format.streams) && { heldFlows: 0 }),
    declared,
    signal: stop.signal,
    onProgress: progress.update,
  }).finally(progress.end);
  // Before the report: who closes its pipe early, as head does, ends the process.
  const evidence = await writeEvidence(analysis, stop.signal);
  for (const target of targets) await write(analysis, target, { ...renderOptions(target.file === null, flags), lists });
  if (!flags.quiet) warnAboutDamage(analysis.inputs);
  for (const line of evidence.lines) process.stderr.write(`netsight: ${line}\n`);
  if (flags.verbose) process.stderr.write(`netsight: ${analysis.capture.frames} packets read in one thread\n`);
  const exitCode = exitCodeOf(analysis, stop.signal.aborted, flags.failOn ?? null);
  process.exitCode = firstThatHolds(exitCode, evidence.exitCode);
}

/** What will write the evidence; loaded only when it is asked for. */
async function preparedEvidence(captures: string[], flags: AnalyzeFlags): Promise<WriteEvidence> {
  if (flags.evidence === undefined) return async () => ({ exitCode: ExitCode.Done, lines: [] });
  const { prepareEvidence } = await import('./evidence.ts');
  return prepareEvidence(flags.evidence, captures, flags);
}

/** Which formats go where; without any, a table to standard output or to -o. */
function targetsOf({ format = ['table'], output, table, maxBytes }: AnalyzeFlags): Target[] {
  const targets = format.map(targetOf);
  const unnamed = targets.filter(({ file }) => file === null);
  if (unnamed.length > 1)
    throw new UsageError('only one --format can go to standard output; write the others as ID=FILE');
  if (unnamed.length === 0 && output !== undefined)
    throw new UsageError('nothing is left for -o: every --format names a file of its own');
  const named = targets.map((target) => ({ ...target, file: target.file ?? output ?? null }));
  for (const target of named) refuseBinaryOnTerminal(target.format, target.file);
  if (maxBytes !== undefined) checkBounded(targets);
  return withTables(named, table);
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

async function write(analysis: Analysis, { format, file, table }: Target, options: RenderOptions): Promise<void> {
  const render = await format.load(table);
  const pieces = render(analysis, options);
  if (file === null) await writeStandardOutput(pieces);
  else writeFile(file, pieces);
}

const renderOptions = (toStandardOutput: boolean, flags: AnalyzeFlags): RenderOptions => ({
  width: terminalWidth(),
  color: useColor(flags.color, toStandardOutput && process.stdout.isTTY === true),
  unicode: useUnicode(),
  top: flags.top ?? TABLE_TOP,
  ...(flags.top !== undefined && { rows: flags.top }),
  maxBytes: flags.maxBytes ?? DEFAULT_MAX_BYTES,
});

function folderName(text: string): string {
  if (text !== '') return text;
  throw new UsageError('--evidence takes a folder to write into; it is empty');
}
