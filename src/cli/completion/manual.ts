/** The manual page: man(7) macros, made of the same tree as help and completion. */
import type { Command } from 'commander';
import { VERSION } from '../../version.ts';
import { EXAMPLES, type Example, ROOT_EXAMPLES } from '../examples.ts';
import { type CommandInfo, commandsOf, type OptionInfo, optionsOf } from './tree.ts';

const EXIT_CODES = [
  ['0', 'done'],
  ['1', 'findings at or above --fail-on, or a failed expectation'],
  ['2', 'wrong usage or configuration'],
  ['3', 'an input could not be read at all, or is no capture'],
  ['4', 'an input is damaged; the report covers what could be read'],
  ['130', 'interrupted; the report covers what was read'],
] as const;
const ENVIRONMENT = [
  ['NETSIGHT_OPTION', 'the value of an option, such as NETSIGHT_FAIL_ON for --fail-on; flags go before it'],
  ['NETSIGHT_CONFIG', 'the file that --config would name'],
  [
    'XDG_CONFIG_HOME, XDG_CACHE_HOME',
    'where the file of options and compiled code are, besides ~/.config and ~/.cache',
  ],
  ['NODE_DISABLE_COMPILE_CACHE', 'keep no compiled code'],
  ['NETSIGHT_PAGER, PAGER', 'what shows tables that are longer than the terminal; cat for none'],
  ['NO_COLOR, FORCE_COLOR', 'without and with colours'],
  ['FORCE_HYPERLINK', '0: no links to files; 1: links also where the terminal is not known to show them'],
] as const;

/** The page, section by section. */
export function* manual(root: Command): Generator<string> {
  yield `.TH NETSIGHT 1 "" "netsight ${text(VERSION)}" "User Commands"\n`;
  yield section('NAME', `netsight \\- ${text(root.description())}\n`);
  yield section('SYNOPSIS', '.B netsight\n.I command\n[\\fIoptions\\fR]\n');
  yield section('EXAMPLES', ROOT_EXAMPLES.map(example).join(''));
  yield section('OPTIONS', optionsOf(root).map(option).join(''));
  yield section('COMMANDS', commandsOf(root).map(command).join(''));
  yield section('EXIT STATUS', EXIT_CODES.map(entry).join(''));
  yield section('ENVIRONMENT', ENVIRONMENT.map(entry).join(''));
  yield section(
    'FILES',
    entry(['~/.config/netsight/config.yaml', 'options for every run; netsight config prints one to begin with']),
  );
}

function command({ name, description, argument, options }: CommandInfo): string {
  const takes = argument.name === '' ? '' : ` \\fI${text(argument.name)}\\fR`;
  const examples = (EXAMPLES[name] ?? []).map(example).join('');
  return `.SS "netsight ${text(name)}${takes}"\n${line(description)}${examples}${options.map(option).join('')}`;
}

function option({ flags, description, value }: OptionInfo): string {
  const names = flags.map((flag) => `\\fB${text(flag)}\\fR`).join(', ');
  const takes = value === null ? '' : ` \\fI${text(value.name)}\\fR`;
  const words = value === null || value.words.length === 0 ? '' : ` (${value.words.join(', ')})`;
  return `.TP\n${names}${takes}\n${line(description + words)}`;
}

const example = ([typed, purpose]: Example): string => `.TP\n\\fB${text(typed)}\\fR\n${line(purpose)}`;

const entry = ([name, meaning]: readonly [string, string]): string => `.TP\n\\fB${text(name)}\\fR\n${line(meaning)}`;

const section = (title: string, body: string): string => `.SH ${/ /.test(title) ? `"${title}"` : title}\n${body}`;

/** A line of text; in the first column `.` and `'` would be requests. */
const line = (content: string): string => `${text(content).replace(/^(?=[.'])/, '\\&')}\n`;

/** roff takes - for a hyphen, ' for a quotation mark and \ for its own; the terminal is to show what is typed. */
const text = (content: string): string =>
  content
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('~', '\\(ti')
    .replaceAll('^', '\\(ha');
