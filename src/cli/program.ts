/** The commands and their options. */
import { Command } from 'commander';
import { UsageError } from '../base/errors.ts';
import { didYouMean } from '../base/nearest.ts';
import { printable } from '../base/printable.ts';
import { VERSION } from '../version.ts';
import { addAnalyze } from './analyze.ts';
import { addAnonymize } from './anonymize.ts';
import { addCheck } from './check.ts';
import { addCompletion } from './completion.ts';
import { addConfig, addConfigOptions } from './config.ts';
import { addDiff } from './diff.ts';
import { EXAMPLES, exampleText, ROOT_EXAMPLES } from './examples.ts';
import { addExplain } from './explain.ts';
import { addFlows } from './flows.ts';
import { addInspect } from './inspect.ts';
import { addMan } from './man.ts';

/** Longer than any message of commander's. */
const MAX_LINE = 4096;

/** In the order in which help lists them. */
const COMMANDS: Record<string, (root: Command) => void> = {
  analyze: addAnalyze,
  check: addCheck,
  diff: addDiff,
  flows: addFlows,
  inspect: addInspect,
  anonymize: addAnonymize,
  explain: addExplain,
  completion: addCompletion,
  config: addConfig,
  man: addMan,
};
/** Commands that ask for nothing of the others; the rest is about the whole. */
const ALONE = ['analyze', 'check', 'diff', 'flows', 'inspect', 'anonymize', 'explain'];

/** The whole command line, or as much of it as one command wants, which saves 3 ms; commander's own errors are thrown, not exited on. */
export function program(wanted = ''): Command {
  const root = new Command('netsight')
    .description('What network made this capture, and what is wrong with it.')
    .version(VERSION)
    .showHelpAfterError('(netsight --help shows what there is)')
    .configureOutput({ writeErr })
    .exitOverride();
  for (const [name, add] of Object.entries(COMMANDS)) if (name === wanted || !ALONE.includes(wanted)) add(root);
  addConfigOptions(root, program);
  root.addHelpText('before', exampleText(ROOT_EXAMPLES));
  for (const command of root.commands) {
    const examples = EXAMPLES[command.name()];
    if (examples) command.addHelpText('before', exampleText(examples));
  }
  return root;
}

/** commander repeats what was typed, and a shell's * may have typed the name of a stranger's file. */
function writeErr(text: string): void {
  process.stderr.write(
    text
      .split('\n')
      .map((line) => printable(line, MAX_LINE))
      .join('\n'),
  );
}

/** Refuses a command that does not exist, also where --help stands behind it. */
export function checkCommand(root: Command, [name]: readonly string[]): void {
  const names = [...root.commands.map((command) => command.name()), 'help'];
  if (name === undefined || name.startsWith('-') || names.includes(name)) return;
  throw new UsageError(
    `unknown command '${printable(name)}'${didYouMean(name, names)} (there are ${names.join(', ')})`,
  );
}
