/** `netsight check`: captures held against expectations, each by itself. */
import type { Command } from 'commander';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import type { CheckReport } from '../check/outcome.ts';
import { CHECK_FORMATS, type CheckFormat } from '../check/registry.ts';
import { VERSION } from '../version.ts';
import { baselineFiles } from './baseline.ts';
import { type JudgeFlags, judgeCaptures, type Run } from './check-captures.ts';
import { warnAboutDamage } from './damage.ts';
import { addDeclarationOptions } from './declarations.ts';
import { ExitCode, firstThatHolds, SEVERITIES } from './exit-code.ts';
import { type ExpectationFile, readExpectationFile } from './expectation-file.ts';
import { lookWithLinks } from './hyperlinks.ts';
import { addReadingOptions, choice, wholeNumber } from './options.ts';
import { originalsOf, refuseToReplace } from './originals.ts';
import { writePieces } from './output.ts';
import { refuseTwice } from './standard-input.ts';
import { filesOf, formatOption, type Target, type TargetFlags, targetsOf } from './targets.ts';

/** What a network in order has none of. */
const DEFAULT_FAIL_ON = 'error';

interface CheckFlags extends JudgeFlags, TargetFlags {
  expect?: string;
}

/** Adds the command. */
export function addCheck(root: Command): void {
  const command = root
    .command('check')
    .description('tests captures against expectations, for CI: each capture by itself, exit code 1 when one fails')
    .argument('<capture...>', 'as for analyze; a directory is one capture')
    .option('--expect <file>', 'what is expected, as YAML (docs/ci.md)')
    .option('--update', 'write what is into the file of --expect instead of judging it')
    .option(
      '--baseline <report>',
      'report.json, or a folder with NAME.json for NAME.pcap: fail when the network drifts',
    )
    .addOption(formatOption(CHECK_FORMATS))
    .option('-o, --output <file>', 'write the outcome there instead of to standard output')
    .option('--top <count>', 'flows and endpoints that expectations can see', wholeNumber('--top', 0))
    .addOption(
      choice('--fail-on <severity>', 'fail on findings this severe that are not expected', [
        ...SEVERITIES,
        'none',
      ]).default(DEFAULT_FAIL_ON),
    );
  addReadingOptions(addDeclarationOptions(command)).action(runCheck);
}

async function runCheck(captures: string[], flags: CheckFlags): Promise<void> {
  refuseTwice(captures);
  const targets = targetsOf(CHECK_FORMATS, flags);
  if (flags.update && (flags.format ?? flags.output ?? flags.baseline) !== undefined)
    throw new UsageError('--update writes expectations and no outcome; leave out --format, -o and --baseline');
  await refuseToReplace(filesOf(targets), {
    ...originalsOf(captures, flags),
    baseline: [...baselineFiles(flags.baseline, captures).values()],
  });
  const started = new Date().toISOString();
  const file = await readExpectationFile(flags.expect, flags.update ?? false);
  const run = await judgeCaptures(captures, flags, file);
  if (flags.update && file !== null) run.codes.push(await file.update(run.analysed, flags));
  else {
    const report = await reportOf(run, started, flags);
    report.unmatched = file?.unmatched(captures) ?? [];
    for (const target of targets) await write(report, target, flags);
    if (report.totals.failed > 0) run.codes.push(ExitCode.Findings);
    if (file !== null && !flags.quiet) tellUnknown(captures, file);
  }
  if (!flags.quiet) warnAboutDamage(run.inputs);
  process.exitCode = firstThatHolds(...run.codes);
}

async function reportOf({ outcomes }: Run, started: string, flags: CheckFlags): Promise<CheckReport> {
  const { totalsOf } = await import('../check/outcome.ts');
  return {
    schema: 'netsight.check/1',
    tool: { name: 'netsight', version: VERSION },
    started,
    expectations: flags.expect ?? null,
    failOn: flags.failOn,
    totals: totalsOf(outcomes),
    captures: outcomes,
    unmatched: [],
  };
}

/** A glob with a mistake would otherwise pass in silence. */
function tellUnknown(captures: readonly string[], file: ExpectationFile): void {
  for (const path of captures.filter((capture) => file.expectationsFor(capture) === null))
    process.stderr.write(`netsight: ${printable(path)}: no expectation is for it; only its findings were judged\n`);
}

async function write(report: CheckReport, { format, file }: Target<CheckFormat>, flags: CheckFlags): Promise<void> {
  const { pageOf } = await import('../handbook.ts');
  const render = await format.load();
  const pieces = render(report, {
    ...(await lookWithLinks(flags.color, file)),
    pageOf,
  });
  await writePieces(pieces, file);
  if (format.id === 'github') await (await import('./step-summary.ts')).writeStepSummary(report);
}
