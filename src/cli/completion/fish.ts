/** Completion for fish. */
import type { CommandInfo, OptionInfo } from './tree.ts';

/** The script: one `complete` for each thing there is. */
export function fishScript(commands: readonly CommandInfo[], rootOptions: readonly OptionInfo[]): string {
  const lines = [
    '# fish completion of netsight. To use it: netsight completion fish | source',
    ...rootOptions.map((option) => optionLine('__fish_use_subcommand', option)),
    ...commands.flatMap(commandLines),
  ];
  return `${lines.join('\n')}\n`;
}

function commandLines({ name, description, options, argument }: CommandInfo): string[] {
  const after = `__fish_seen_subcommand_from ${name}`;
  const words =
    argument.words.length > 0 ? [`complete -c netsight -n '${after}' -f -a ${quoted(argument.words.join(' '))}`] : [];
  return [
    `complete -c netsight -n __fish_use_subcommand -f -a ${name} -d ${quoted(description)}`,
    ...options.map((option) => optionLine(after, option)),
    ...words,
  ];
}

function optionLine(condition: string, { flags, description, value }: OptionInfo): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const words = value?.words ?? [];
  const takes = value === null ? '' : words.length > 0 ? ` -x -a ${quoted(words.join(' '))}` : ' -r';
  const files = value?.files ? ' -F' : '';
  return `complete -c netsight -n '${condition}' ${names.join(' ')}${takes}${files} -d ${quoted(description)}`;
}

const quoted = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`;
