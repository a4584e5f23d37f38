/** `netsight flows`: the flow table alone. */
import type { Command } from 'commander';
import { analyzeFlows } from '../analyze.ts';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import { FLOW_FORMATS, flowFormatById } from '../report/flow-list/registry.ts';
import { warnAboutDamage } from './damage.ts';
import { exitCodeOf } from './exit-code.ts';
import { interruption } from './interruption.ts';
import {
  type AnonymizeFlags,
  addAnonymizeOptions,
  addReadingOptions,
  anonymizeOptions,
  type ReadingFlags,
  readingOptions,
} from './options.ts';
import { writeFile, writeStandardOutput } from './output.ts';
import { startProgress } from './progress.ts';
import { terminalWidth, useColor, useUnicode } from './terminal.ts';

interface FlowFlags extends ReadingFlags, AnonymizeFlags {
  format: string;
  output?: string;
}

/** Adds the command. */
export function addFlows(root: Command): void {
  const command = root
    .command('flows')
    .description('every conversation, outer and inner, in order of its first packet')
    .argument('<capture...>', 'as for analyze')
    .option('-f, --format <id>', FLOW_FORMATS.map(({ id }) => id).join(', '), 'table')
    .option('-o, --output <file>', 'write the list there instead of to standard output');
  addReadingOptions(addAnonymizeOptions(command)).action(runFlows);
}

async function runFlows(captures: string[], flags: FlowFlags): Promise<void> {
  const format = flowFormatById(flags.format);
  if (format === undefined) {
    const known = FLOW_FORMATS.map(({ id }) => id).join(', ');
    throw new UsageError(`unknown format '${printable(flags.format)}'; there are ${known}`);
  }
  const anonymize = await anonymizeOptions(flags);
  const stop = interruption();
  const progress = await startProgress(flags);
  const options = { ...readingOptions(flags), ...anonymize, signal: stop.signal, onProgress: progress.update };
  const { flows, total, inputs } = await analyzeFlows(captures, options).finally(progress.end);
  const render = await format.load();
  const pieces = render(flows, {
    width: terminalWidth(),
    color: useColor(flags.color, flags.output === undefined && process.stdout.isTTY === true),
    unicode: useUnicode(),
    top: total,
    total,
  });
  if (flags.output === undefined) await writeStandardOutput(pieces);
  else writeFile(flags.output, pieces);
  if (!flags.quiet) warnAboutDamage(inputs);
  process.exitCode = exitCodeOf({ findings: [], inputs }, stop.signal.aborted, null);
}
