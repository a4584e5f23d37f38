/**
 * Options that were not on the command line: from the environment, then from this user's file or the one that --config names. The folder one works in has no say: it may have come
 * with the captures, and a filter in it would hide what they show (docs/decisions/0015-command-line-comfort.md).
 */
import type { Command, Option } from 'commander';
import { UsageError } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import { printable } from '../../base/printable.ts';
import { isRepeatable } from '../completion/tree.ts';
import { type ConfigFile, readConfigFile, type Setting, userConfigPath } from './config-file.ts';
import { keyOf, PAGER_VARIABLE, parsedTexts, settable, settableInFile, variableOf } from './option-key.ts';
import { switchOf } from './switch-words.ts';

/** Gives a command what its flags did not say; `whole` makes the tree of all commands. Throws `UsageError`, which names the variable, or file and line. */
export async function applySettings(whole: () => Command, command: Command, env: NodeJS.ProcessEnv): Promise<void> {
  const file = await configFileOf(command, env);
  if (file !== null) refuseUnknown(whole(), file);
  const ofFile = [...(file?.sections.get(command.name())?.settings ?? []), ...(file?.settings ?? [])];
  const inFile = new Set(settableInFile(command));
  for (const option of settable(command)) {
    if (command.getOptionValueSource(option.attributeName()) === 'cli') continue;
    const key = keyOf(option);
    const setting = fromEnvironment(option, env) ?? (inFile.has(option) && ofFile.find((entry) => entry.key === key));
    if (setting) give(command, option, setting);
  }
}

async function configFileOf(command: Command, env: NodeJS.ProcessEnv): Promise<ConfigFile | null> {
  const chosen: unknown = command.opts().config ?? (env.NETSIGHT_CONFIG || undefined);
  if (chosen === false) return null;
  const path = typeof chosen === 'string' ? chosen : userConfigPath(env);
  return path === null ? null : readConfigFile(path, typeof chosen === 'string');
}

function fromEnvironment(option: Option, env: NodeJS.ProcessEnv): Setting | undefined {
  const where = variableOf(keyOf(option));
  const text = env[where];
  if (!text || (where === PAGER_VARIABLE && switchOf(text) === null)) return undefined;
  return { key: keyOf(option), texts: isRepeatable(option) ? text.split(',') : [text], where };
}

function give(command: Command, option: Option, { texts, where }: Setting): void {
  try {
    command.setOptionValueWithSource(option.attributeName(), parsedTexts(option, texts), 'config');
  } catch (error) {
    throw new UsageError(`${where}: ${(error as Error).message}`);
  }
}

/** A misspelt option would be no option at all, and nobody would know. */
function refuseUnknown(root: Command, { settings, sections }: ConfigFile): void {
  const keysOf = (command: Command): string[] => settableInFile(command).map(keyOf);
  refuseOthers(settings, root.commands.flatMap(keysOf), '');
  for (const [name, section] of sections) {
    const command = root.commands.find((entry) => entry.name() === name);
    if (command === undefined)
      throw unknown(
        section.where,
        'command',
        name,
        root.commands.map((entry) => entry.name()),
      );
    refuseOthers(section.settings, keysOf(command), ` of ${name}`);
  }
}

function refuseOthers(settings: readonly Setting[], keys: readonly string[], owner: string): void {
  const stray = settings.find(({ key }) => !keys.includes(key));
  if (stray !== undefined) throw unknown(stray.where, `option${owner}`, stray.key, keys);
}

const unknown = (where: string, kind: string, word: string, known: readonly string[]): UsageError =>
  new UsageError(
    `${where}: a file can set no ${kind} '${printable(word)}'${didYouMean(word, known)} (netsight config lists what it can)`,
  );
