/** How options are called outside of the command line: `fail-on` in a file, `NETSIGHT_FAIL_ON` in the environment. */
import type { Command, Option } from 'commander';
import { UsageError } from '../../base/errors.ts';
import { printable } from '../../base/printable.ts';
import { isRepeatable } from '../completion/tree.ts';
import { switchOf } from './switch-words.ts';

/** Options that say where settings come from; they are no settings. */
const META = new Set(['config']);
/** What belongs to one run: from a file it would replace what an earlier run wrote. */
const ONE_RUN = new Set(['output', 'evidence', 'open']);

/** The long name; of `--no-progress`, what it turns off. */
export const keyOf = (option: Option): string => option.name().replace(option.negate ? /^no-/ : '', '');

/** The name in the environment. */
export const variableOf = (key: string): string => `NETSIGHT_${key.toUpperCase().replaceAll('-', '_')}`;

/** Its value is, as that of PAGER, a program; as a switch it is read besides. */
export const PAGER_VARIABLE = 'NETSIGHT_PAGER';

/** The options of a command that the environment may set. */
export const settable = (command: Command): Option[] => command.options.filter((option) => !META.has(keyOf(option)));

/** Those that a file may set. */
export const settableInFile = (command: Command): Option[] =>
  settable(command).filter((option) => !ONE_RUN.has(keyOf(option)));

/** What the texts mean to the option, as they would on the command line. Throws what its parser throws. */
export function parsedTexts(option: Option, texts: readonly string[]): unknown {
  if (texts.length !== 1 && !isRepeatable(option)) throw new UsageError(`${keyOf(option)} takes one value`);
  if (isSwitch(option)) return switched(keyOf(option), texts[0]);
  return texts.reduce<unknown>((value, text) => {
    if (option.parseArg) return option.parseArg(text, value as never);
    return option.variadic ? [...((value as string[] | undefined) ?? []), text] : text;
  }, undefined);
}

/** True for options without a value. */
export const isSwitch = (option: Option): boolean => !option.required && !option.optional;

function switched(key: string, text: string): boolean {
  const isOn = switchOf(text);
  if (isOn !== null) return isOn;
  throw new UsageError(`${key} takes true or false, not '${printable(text)}'`);
}
