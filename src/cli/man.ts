/** `netsight man`: the manual page, for `man -l` and for packagers; the build puts it beside the program. */
import type { Command } from 'commander';
import { writeStandardOutput } from './output.ts';

/** Adds the command; help does not list it. */
export function addMan(root: Command): void {
  root
    .command('man', { hidden: true })
    .description('the manual page in roff')
    .action(async () => {
      const { manual } = await import('./completion/manual.ts');
      await writeStandardOutput(manual(root));
    });
}
