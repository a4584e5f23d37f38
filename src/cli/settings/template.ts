/** A file of options to begin with: all of them, as comments. */
import type { Command, Option } from 'commander';
import { wrap } from '../../report/text/width.ts';
import { isSwitch, keyOf, PAGER_VARIABLE, settableInFile, variableOf } from './option-key.ts';

const WIDTH = 96;

/** The text; `path` is where it would be read. */
export function* template(root: Command, path: string | null): Generator<string> {
  yield `# Options of netsight, read from ${path ?? 'the file that --config names'}.\n`;
  yield '# Flags go before variables, variables before this file; --no-config leaves it out.\n';
  yield '# An option stands by itself, for all commands that have it, or under one command.\n';
  for (const command of root.commands) {
    const options = settableInFile(command);
    if (options.length === 0) continue;
    yield `\n#${command.name()}:\n`;
    for (const option of options) yield* entry(option);
  }
}

function* entry(option: Option): Generator<string> {
  const key = keyOf(option);
  const variable = variableOf(key);
  const named = variable === PAGER_VARIABLE ? '' : ` (${variable})`;
  for (const line of wrap(`${option.description}${named}`, WIDTH)) yield `#  # ${line}\n`;
  yield `#  ${key}: ${sample(option)}\n`;
}

/** What the option is when nobody says anything, else the kind of thing it takes. */
function sample(option: Option): string {
  if (isSwitch(option)) return String(option.negate);
  const { argChoices, defaultValue, flags } = option;
  if (argChoices) return `${String(defaultValue ?? argChoices[0])} # ${argChoices.join(', ')}`;
  return String(defaultValue ?? /<([\w-]+)/.exec(flags)?.[1].toUpperCase());
}
