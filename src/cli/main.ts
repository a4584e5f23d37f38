/** The command line: arguments in, exit code out. */
import { CommanderError } from 'commander';
import { CaptureError, UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import { ExitCode } from './exit-code.ts';
import { endOnFailedOutput } from './output.ts';
import { checkCommand, program } from './program.ts';

/** Runs one command; the process ends when its output is written. */
async function main(): Promise<void> {
  endOnFailedOutput();
  try {
    const words = process.argv.slice(2);
    const root = program(words[0]);
    checkCommand(root, words);
    await root.parseAsync();
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** Says what went wrong on standard error and answers the exit code; only bugs show where in the code they happened. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.Done : ExitCode.Usage;
  if (error instanceof UsageError || error instanceof CaptureError) {
    process.stderr.write(`netsight: ${error.message}\n`);
    return error instanceof UsageError ? ExitCode.Usage : ExitCode.Unreadable;
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const where = process.env.NETSIGHT_DEBUG && error instanceof Error ? `\n${error.stack}` : '';
  process.stderr.write(`netsight: internal error, please report it: ${printable(text)}${where}\n`);
  return ExitCode.Internal;
}

// Not awaited: the bundle is a script, whose top level cannot wait.
void main();
