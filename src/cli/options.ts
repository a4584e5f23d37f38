/** Options that several commands share, and how their values are read. */
import { type Command, Option } from 'commander';
import type { AnalyzeOptions } from '../analyze.ts';
import { UsageError } from '../base/errors.ts';
import { didYouMean } from '../base/nearest.ts';
import { printable } from '../base/printable.ts';
import { byteSize } from './size.ts';
import { COLOR_CHOICES, type ColorChoice } from './terminal.ts';

const MAX_PORT = 65_535;

/** What is said while captures are read, as commander leaves it. */
export interface ProgressFlags {
  progress: boolean;
  quiet?: boolean;
  verbose?: boolean;
}

/** Options of every command that reads captures, as commander leaves them. */
export interface ReadingFlags extends ProgressFlags {
  filter?: string;
  portVxlan?: number[];
  keepDuplicates?: boolean;
  workers?: number;
  maxMemory?: number;
  color: ColorChoice;
  /** Where more options come from; false for nowhere. */
  config?: string | false;
}

/** Options of commands that can show pseudonyms. */
export interface AnonymizeFlags {
  anonymize?: boolean;
  key?: string;
}

/** Adds the options of a command that reads captures. */
export function addReadingOptions(command: Command): Command {
  addPacketOptions(command)
    .option('--keep-duplicates', 'count packets seen again at another interface in the flows as well')
    .option(
      '--workers <count>',
      'use at most this many threads, up to two (default: what pays)',
      wholeNumber('--workers', 1),
    )
    .option(
      '--max-memory <size>',
      'such as 800M or 2G; with more flows than fit, the longest silent are only in the totals (default: half of the memory)',
      byteSize('--max-memory', { example: '800M or 2G' }),
    )
    .addOption(choice('--color <when>', 'colours and other marks', COLOR_CHOICES).default('auto'));
  return addProgressOptions(command);
}

/** Adds which packets are meant and how they are decoded. */
export const addPacketOptions = (command: Command): Command =>
  addPortOption(
    command.option('--filter <expression>', 'keep only packets that match a pcap-filter expression', present),
  );

/** Adds the ports that a decoder cannot know. */
export const addPortOption = (command: Command): Command =>
  command.option(
    '--port-vxlan <port>',
    'UDP port that carries VXLAN, besides 8472, 4789 and 6784 (repeatable)',
    addPort,
  );

/** Adds what is said on standard error. */
export const addProgressOptions = (command: Command): Command =>
  addQuietOption(command.option('--no-progress', 'no progress line on a terminal')).option(
    '-v, --verbose',
    'say on standard error what was done',
  );

/** Adds what keeps warnings away. */
export const addQuietOption = (command: Command): Command =>
  command.option('-q, --quiet', 'nothing on standard error but errors');

/** Adds the secret of pseudonyms. */
export const addKeyOption = (command: Command): Command =>
  command.option(
    '--key <file>',
    'make the pseudonyms with the secret in this file, the same in every run; written, with mode 0600, when it is not there (without --key: a secret of this run alone)',
  );

/** True for an option of this command line. What a variable or file says is for every run, also for those that have no use for it. */
export const wasTyped = (command: Command, attribute: string): boolean =>
  command.getOptionValueSource(attribute) === 'cli';

/** Adds pseudonyms, for commands that make reports. */
export const addAnonymizeOptions = (command: Command): Command =>
  addKeyOption(command.option('--anonymize', 'pseudonyms for addresses and names in the whole report'));

/** The secret of the pseudonyms, when they are wanted. Throws `UsageError`. */
export async function anonymizeOptions({ anonymize, key }: AnonymizeFlags, command: Command): Promise<AnalyzeOptions> {
  if (wasTyped(command, 'key') && !anonymize)
    throw new UsageError('--key is the secret of --anonymize, which was not asked for; add --anonymize');
  if (!anonymize) return {};
  const { secretOfRun } = await import('./key-file.ts');
  return { anonymizeWith: secretOfRun(key) };
}

/** Adds the option of a command that writes text for people. */
export const addPagerOption = (command: Command): Command =>
  command.option(
    '--no-pager',
    'print what is longer than the terminal at once, not in $NETSIGHT_PAGER, $PAGER or less',
  );

/** What the engine needs of the flags. */
export const readingOptions = ({
  filter,
  portVxlan = [],
  keepDuplicates = false,
  workers,
  maxMemory,
}: ReadingFlags): AnalyzeOptions => ({
  vxlanPorts: portVxlan,
  keepDuplicates,
  ...(filter !== undefined && { filter }),
  ...(workers !== undefined && { workers }),
  ...(maxMemory !== undefined && { maxMemory }),
});

/** An option that takes one of a few words; help and completion list them. */
export function choice(flags: string, description: string, known: readonly string[]): Option {
  const option = new Option(flags, description).choices(known);
  return option.argParser(oneOf(option.long ?? flags, known));
}

/** A parser for one of a few words. */
export const oneOf =
  <T extends string>(name: string, known: readonly T[]) =>
  (text: string): T => {
    const value = known.find((word) => word === text);
    if (value !== undefined) return value;
    throw new UsageError(`${name} takes ${listed(known)}, not '${printable(text)}'${didYouMean(text, known)}`);
  };

/** `a, b or c`. */
const listed = (words: readonly string[]): string => [words.slice(0, -1).join(', '), ...words.slice(-1)].join(' or ');

/** A parser for whole numbers from `least` up. */
export const wholeNumber =
  (name: string, least: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && Number.isSafeInteger(value)) return value;
    throw new UsageError(`${name} takes a whole number from ${least} up, not '${printable(text)}'`);
  };

function addPort(text: string, ports: number[] = []): number[] {
  const port = wholeNumber('--port-vxlan', 1)(text);
  if (port > MAX_PORT)
    throw new UsageError(`--port-vxlan takes a UDP port up to ${MAX_PORT}, not '${printable(text)}'`);
  return [...ports, port];
}

function present(text: string): string {
  if (text.trim() !== '') return text;
  throw new UsageError('--filter takes a pcap-filter expression such as "host 10.0.0.1 and tcp port 80"; it is empty');
}
