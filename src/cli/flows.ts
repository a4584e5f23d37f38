/** `netsight flows`: the flow table alone. */
import type { Command } from 'commander';
import { analyzeFlows } from '../analyze.ts';
import { FLOW_FORMATS, flowFormatById } from '../report/flow-list/registry.ts';
import { warnAboutDamage } from './damage.ts';
import { exitCodeOf } from './exit-code.ts';
import { interruption } from './interruption.ts';
import {
  type AnonymizeFlags,
  addAnonymizeOptions,
  addPagerOption,
  addReadingOptions,
  anonymizeOptions,
  choice,
  type ReadingFlags,
  readingOptions,
} from './options.ts';
import { originalsOf, refuseToReplace } from './originals.ts';
import { refuseBinaryOnTerminal, writePieces } from './output.ts';
import { tellPacketsRead } from './packets-read.ts';
import { showText } from './pager.ts';
import { startProgress } from './progress.ts';
import { refuseTwice } from './standard-input.ts';
import { look } from './terminal.ts';

const FORMAT_IDS = FLOW_FORMATS.map(({ id }) => id);

interface FlowFlags extends ReadingFlags, AnonymizeFlags {
  format: string;
  output?: string;
  pager: boolean;
}

/** Adds the command. */
export function addFlows(root: Command): void {
  const command = root
    .command('flows')
    .description('every conversation, outer and inner, in order of its first packet')
    .argument('<capture...>', 'as for analyze')
    .addOption(choice('-f, --format <id>', 'what to write', FORMAT_IDS).default('table'))
    .option('-o, --output <file>', 'write the list there instead of to standard output');
  addReadingOptions(addPagerOption(addAnonymizeOptions(command))).action(runFlows);
}

async function runFlows(captures: string[], flags: FlowFlags, command: Command): Promise<void> {
  refuseTwice(captures);
  const format = flowFormatById(flags.format)!;
  const file = flags.output ?? null;
  refuseBinaryOnTerminal(format, file);
  await refuseToReplace([file], originalsOf(captures, flags));
  const anonymize = await anonymizeOptions(flags, command);
  const stop = interruption();
  const progress = await startProgress(flags);
  const options = { ...readingOptions(flags), ...anonymize, signal: stop.signal, onProgress: progress.update };
  const { flows, total, folded, inputs, threads } = await analyzeFlows(captures, options).finally(progress.end);
  const render = await format.load();
  const pieces = render(flows, {
    ...look(flags.color, file),
    top: total,
    total,
  });
  const interrupted = stop.signal.aborted;
  if (file === null && flags.format === 'table') await showText(pieces, flags);
  else await writePieces(pieces, file);
  if (!flags.quiet) {
    warnAboutDamage(inputs);
    if (folded > 0)
      process.stderr.write(`netsight: ${folded} more flows did not fit into the memory allowed (--max-memory)\n`);
  }
  if (flags.verbose) tellPacketsRead(inputs, threads);
  process.exitCode = exitCodeOf({ findings: [], inputs }, interrupted, null);
}
