/** The commands and their options. */
import { Command } from 'commander';
import { UsageError } from '../base/errors.ts';
import { didYouMean } from '../base/nearest.ts';
import { printable } from '../base/printable.ts';
import { VERSION } from '../version.ts';
import { addAnalyze } from './analyze.ts';
import { addAnonymize } from './anonymize.ts';
import { addExplain } from './explain.ts';
import { addFlows } from './flows.ts';
import { addInspect } from './inspect.ts';

const EXAMPLES = `
Examples:
  netsight analyze net1.pcap                     what network is this, and what is wrong with it
  tcpdump -i any -w - | netsight analyze -       the same, from a pipe
  netsight analyze node.pcap --format markdown   a report for a ticket
  netsight flows node.pcap --format csv          every conversation, outer and inner
  netsight inspect net1.pcap -n 5                the first five packets, header by header
  netsight explain duplicate-ip                  what a finding, mode or signal means
`;

/** The whole command line; commander's own errors are thrown, not exited on. */
export function program(): Command {
  const root = new Command('netsight')
    .description('What network made this capture, and what is wrong with it.')
    .version(VERSION)
    .showHelpAfterError('(netsight --help shows what there is)')
    .addHelpText('after', EXAMPLES);
  for (const add of [addAnalyze, addFlows, addInspect, addAnonymize, addExplain]) add(root);
  for (const command of [root, ...root.commands]) command.exitOverride();
  return root;
}

/** Refuses a command that does not exist, also where --help stands behind it. */
export function checkCommand(root: Command, [name]: readonly string[]): void {
  const names = [...root.commands.map((command) => command.name()), 'help'];
  if (name === undefined || name.startsWith('-') || names.includes(name)) return;
  throw new UsageError(
    `unknown command '${printable(name)}'${didYouMean(name, names)} (there are ${names.join(', ')})`,
  );
}
