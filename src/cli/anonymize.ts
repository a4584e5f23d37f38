/** `netsight anonymize`: a capture that may be handed on. */
import type { Command } from 'commander';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import { counted } from '../report/quantities.ts';
import { hyperlink } from '../report/text/hyperlink.ts';
import { VERSION } from '../version.ts';
import { warnAboutDamage } from './damage.ts';
import { ExitCode, exitCodeOf } from './exit-code.ts';
import { addressesFor } from './hyperlinks.ts';
import { interruption } from './interruption.ts';
import { addKeyOption, addPortOption, addProgressOptions, type ProgressFlags } from './options.ts';
import { originalsOf, refuseToReplace } from './originals.ts';
import { PartFile } from './output.ts';
import { startProgress } from './progress.ts';

interface AnonymizeFlags extends ProgressFlags {
  output: string;
  key?: string;
  portVxlan?: number[];
}

/** Adds the command. */
export function addAnonymize(root: Command): void {
  const command = root
    .command('anonymize')
    .description('a copy of a capture with pseudonyms for addresses and names, and without payload')
    .argument('<capture>', 'a pcap or pcapng file, or - for standard input')
    .requiredOption('-o, --output <file>', 'the pcapng to write');
  addProgressOptions(addPortOption(addKeyOption(command))).action(runAnonymize);
}

async function runAnonymize(capture: string, flags: AnonymizeFlags): Promise<void> {
  if (flags.output === '') throw new UsageError('-o takes the name of a file; it is empty');
  await refuseToReplace([flags.output], originalsOf([capture], flags));
  const [{ copyAnonymized }, { secretOfRun }] = await Promise.all([
    import('../anonymize/copy.ts'),
    import('./key-file.ts'),
  ]);
  const secret = secretOfRun(flags.key);
  const stop = interruption();
  const part = new PartFile(flags.output, 'choose another -o FILE');
  const progress = await startProgress(flags);
  try {
    const { info, packets } = await copyAnonymized(capture, {
      secret,
      vxlanPorts: flags.portVxlan ?? [],
      application: `netsight ${VERSION}`,
      signal: stop.signal,
      onProgress: progress.update,
      write: (block) => part.write(block),
    });
    progress.end();
    if (stop.signal.aborted) return endInterrupted(flags.output);
    part.finish();
    if (!flags.quiet) warnAboutDamage([info]);
    if (flags.verbose) await tellWritten(packets, flags.output);
    process.exitCode = exitCodeOf({ findings: [], inputs: [info] }, false, null);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    progress.end();
    endInterrupted(flags.output);
  } finally {
    progress.end();
    part.discard();
  }
}

/** Half a copy would pass for the capture. */
function endInterrupted(output: string): void {
  process.stderr.write(`netsight: interrupted; ${printable(output)} was not written\n`);
  process.exitCode = ExitCode.Interrupted;
}

async function tellWritten(packets: number, output: string): Promise<void> {
  const addressOf = await addressesFor(process.stderr, 'auto');
  const file = hyperlink(printable(output), addressOf(output));
  process.stderr.write(`netsight: ${counted(packets, 'packet')} in ${file}\n`);
}
