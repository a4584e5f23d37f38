/** Options that several commands share, and how their values are read. */
import { type Command, Option } from 'commander';
import type { AnalyzeOptions } from '../analyze.ts';
import { UsageError } from '../base/errors.ts';
import { didYouMean } from '../base/nearest.ts';
import { printable } from '../base/printable.ts';
import { byteSize } from './size.ts';
import { COLOR_CHOICES, type ColorChoice } from './terminal.ts';

const MAX_PORT = 65_535;

/** Options of every command that reads captures, as commander leaves them. */
export interface ReadingFlags {
  filter?: string;
  portVxlan?: number[];
  keepDuplicates?: boolean;
  workers?: number;
  maxMemory?: number;
  progress: boolean;
  color: ColorChoice;
  quiet?: boolean;
  verbose?: boolean;
}

/** Adds the options of a command that reads captures. */
export function addReadingOptions(command: Command): Command {
  return command
    .option('--filter <expression>', 'keep only packets that match a pcap-filter expression', present)
    .option('--port-vxlan <port>', 'UDP port that carries VXLAN, besides 8472, 4789 and 6784 (repeatable)', addPort)
    .option('--keep-duplicates', 'count packets seen again at another interface in the flows as well')
    .option('--workers <count>', 'use at most this many threads (one is used so far)', wholeNumber('--workers', 1))
    .option(
      '--max-memory <size>',
      'such as 800M or 2G; with more flows than fit, the longest silent are only in the totals (default: half of the memory)',
      byteSize('--max-memory', { example: '800M or 2G' }),
    )
    .option('--no-progress', 'no progress line on a terminal')
    .addOption(choice('--color <when>', 'colours and other marks', COLOR_CHOICES).default('auto'))
    .option('-q, --quiet', 'nothing on standard error but errors')
    .option('-v, --verbose', 'say on standard error what was done');
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
  maxMemory,
}: ReadingFlags): AnalyzeOptions => ({
  vxlanPorts: portVxlan,
  keepDuplicates,
  ...(filter !== undefined && { filter }),
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
