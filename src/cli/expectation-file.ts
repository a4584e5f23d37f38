/** `check --expect`: the file, what it says of a capture, and --update. */
import { existsSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import type { CaptureNames, Expectation, Expectations } from '../expect/expectation.ts';
import type { Analysed } from '../expect/update.ts';
import { ExitCode } from './exit-code.ts';
import { writeFile } from './output.ts';
import { textOf } from './report-file.ts';

/** An expectation file that was read, or that --update will make. */
export interface ExpectationFile {
  namesOf: (capture: string) => CaptureNames;
  /** What all matching globs expect; null when none matches. */
  expectationsFor: (capture: string) => Expectation[] | null;
  unmatched: (captures: readonly string[]) => { glob: string; line: number }[];
  /** Writes the file and answers the exit code. */
  update: (analysed: readonly Analysed[], flags: { quiet?: boolean }) => Promise<number>;
}

/** Reads the file; null without one. Throws `UsageError`. */
export async function readExpectationFile(path: string | undefined, update: boolean): Promise<ExpectationFile | null> {
  if (path === undefined) {
    if (update) throw new UsageError('--update wants the file that it writes: --expect FILE');
    return null;
  }
  const text = update && !existsSync(path) ? null : await expectationText(path);
  const { readExpectations } = await import('../expect/read.ts');
  const expectations = text === null ? null : await readExpectations(path, text);
  const folder = dirname(path);
  const namesOf = (capture: string): CaptureNames => names(folder, capture);
  return {
    namesOf,
    expectationsFor: (capture) => forNames(expectations, namesOf(capture)),
    unmatched: (captures) => unmatched(expectations, captures.map(namesOf)),
    update: async (analysed, { quiet }) => {
      const { updateExpectations } = await import('../expect/update.ts');
      const { text: updated, changed, added, left } = await updateExpectations(text, expectations, analysed);
      if (updated !== text) writeFile(path, [updated]);
      const done = `${changed} values changed, ${added} captures added`;
      if (!quiet) process.stderr.write(`netsight: ${printable(path)}: ${done}\n`);
      for (const line of left) process.stderr.write(`netsight: ${printable(path)}: ${line}\n`);
      return left.length > 0 ? ExitCode.Findings : ExitCode.Done;
    },
  };
}

async function expectationText(path: string): Promise<string> {
  const { MAX_CHARACTERS } = await import('../expect/read.ts');
  return textOf(path, MAX_CHARACTERS, 'split it');
}

function names(folder: string, capture: string): CaptureNames {
  const slashes = (path: string): string => path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  return { given: slashes(capture), relative: capture === '-' ? '-' : slashes(relative(folder, capture)) };
}

function forNames(expectations: Expectations | null, capture: CaptureNames): Expectation[] | null {
  const matching = expectations?.entries.filter(({ matches }) => matches(capture)) ?? [];
  return matching.length === 0 ? null : matching.flatMap((entry) => entry.expectations);
}

function unmatched(
  expectations: Expectations | null,
  captures: readonly CaptureNames[],
): { glob: string; line: number }[] {
  const idle = expectations?.entries.filter(({ matches }) => !captures.some(matches)) ?? [];
  return idle.map(({ glob, line }) => ({ glob, line }));
}
