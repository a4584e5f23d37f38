/** The command line as completions and the manual see it: read off commander's tree, so that what is added there is known here. */
import type { Argument, Command, Option } from 'commander';

/** What can stand somewhere: one of these words, or else the name of a file, or something that only the user knows. */
export interface Taken {
  words: readonly string[];
  files: boolean;
  /** As help names it: `file`, `id`; empty when nothing is taken. */
  name: string;
}

export interface OptionInfo {
  /** `-f` and `--format`, or one of them. */
  flags: readonly string[];
  description: string;
  /** Null for a switch. */
  value: Taken | null;
  repeatable: boolean;
}

export interface CommandInfo {
  name: string;
  description: string;
  options: readonly OptionInfo[];
  argument: Taken;
}

const NOTHING: Taken = { words: [], files: false, name: '' };
/** Names of values that are paths. */
const PATHS = /^(file|dir|capture|report|manifest)/;

const lateWords = new WeakMap<Option | Argument, () => readonly string[]>();

/** Names the words of an option or argument where help is not to list them. */
export function completedBy<T extends Option | Argument>(taker: T, words: () => readonly string[]): T {
  lateWords.set(taker, words);
  return taker;
}

/** All commands but the root's own options, which are `rootOptions`. */
export function commandsOf(root: Command): CommandInfo[] {
  const help = root.createHelp();
  const commands = help.visibleCommands(root).map((command) => ({
    name: command.name(),
    description: command.description(),
    options: optionsOf(command),
    argument: argumentOf(command),
  }));
  const names = commands.map(({ name }) => name);
  return commands.map((command) =>
    command.name === 'help' ? { ...command, argument: { ...NOTHING, words: names, name: 'command' } } : command,
  );
}

/** The options of one command, its --help among them. */
export const optionsOf = (command: Command): OptionInfo[] =>
  command
    .createHelp()
    .visibleOptions(command)
    .map((option) => ({
      flags: [option.short, option.long].filter((flag) => typeof flag === 'string'),
      description: option.description,
      value: option.isBoolean() || (!option.required && !option.optional) ? null : taken(option, nameOfValue(option)),
      repeatable: isRepeatable(option),
    }));

/** True for options that may be given again, or several values: help says so. */
export const isRepeatable = ({ variadic, description }: Option): boolean =>
  variadic || description.includes('(repeatable)');

function argumentOf(command: Command): Taken {
  const [first] = command.registeredArguments;
  return first === undefined ? NOTHING : taken(first, first.name());
}

const taken = (taker: Option | Argument, name: string): Taken => ({
  words: lateWords.get(taker)?.() ?? taker.argChoices ?? [],
  files: PATHS.test(name),
  name,
});

/** `file` of `--nad <file...>`. */
const nameOfValue = ({ flags }: Option): string => /[<[]([\w-]+)/.exec(flags)?.[1] ?? 'value';
