/** --open: shows a report that was written to a file, in what this desktop shows such files with. */
import { once } from 'node:events';
import { resolve } from 'node:path';
import { printable } from '../base/printable.ts';

/** What opens a file by its type; on Windows not `start`, which is cmd's and would read the name as a command line. */
const OPENERS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', win32: 'explorer.exe' };
const OTHER_OPENER = 'xdg-open';

/** Opens a file, for a person: not where standard error is no terminal. What hinders it is said there; the report is written and the exit code its own. */
export async function openFile(path: string): Promise<void> {
  if (process.stderr.isTTY !== true) return;
  const program = OPENERS[process.platform] ?? OTHER_OPENER;
  try {
    const { spawn } = await import('node:child_process');
    // The whole path: a name that begins with - is no option.
    const child = spawn(program, [resolve(path)], { detached: true, stdio: 'ignore' });
    await once(child, 'spawn');
    child.unref();
  } catch {
    process.stderr.write(`netsight: cannot open ${printable(path)}: this machine has no ${program}\n`);
  }
}
