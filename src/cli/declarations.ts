/** --nad and --pods: files that say what the network is meant to be. */
import { readFileSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import type { DeclarationFile, Declared } from '../declared/declared.ts';

/** Larger files are no declarations; the parser's own limits are lower. */
const MAX_FILE_BYTES = 256 * 2 ** 20;
/** Where a NUL byte gives a binary file away. */
const PROBED_BYTES = 4096;

/** The flags, as commander leaves them. */
export interface DeclarationFlags {
  nad?: string[];
  pods?: string[];
}

/** Adds the options. */
export function addDeclarationOptions(command: Command): Command {
  return command
    .option(
      '--nad <file...>',
      'NetworkAttachmentDefinitions or CNI configurations to compare with (YAML or JSON; takes all files up to the next option, so captures go first)',
    )
    .option(
      '--pods <file...>',
      'output of kubectl get pods -A -o json or -o yaml: names for addresses (- reads standard input)',
    );
}

/** What the files declare; null without any. Throws `UsageError` for files that cannot be read or are neither YAML nor JSON. */
export async function readDeclarations(
  { nad = [], pods = [] }: DeclarationFlags,
  captures: readonly string[],
): Promise<Declared | null> {
  const paths = [...new Set([...nad, ...pods])];
  if (paths.length === 0) return null;
  if (paths.includes('-') && captures.includes('-'))
    throw new UsageError('standard input can be a capture or declarations, not both; write one of them to a file');
  const { parseDeclarations } = await import('../declared/parse.ts');
  return parseDeclarations(paths.map(readDeclaration));
}

function readDeclaration(path: string): DeclarationFile {
  const shown = path === '-' ? 'standard input' : printable(path);
  const bytes = contentOf(path, shown);
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  if (encoding === 'utf-8' && bytes.subarray(0, PROBED_BYTES).includes(0))
    throw new UsageError(`${shown}:1:1: is binary, neither YAML nor JSON (captures go before --nad and --pods)`);
  return { path: path === '-' ? 'stdin' : path, text: new TextDecoder(encoding).decode(bytes) };
}

function contentOf(path: string, shown: string): Uint8Array {
  try {
    if (path !== '-' && statSync(path).size > MAX_FILE_BYTES)
      throw new Error(`larger than ${MAX_FILE_BYTES / 2 ** 20} MiB`);
    return readFileSync(path === '-' ? 0 : path);
  } catch (error) {
    throw new UsageError(`cannot read ${shown}: ${printable((error as Error).message)}`);
  }
}
