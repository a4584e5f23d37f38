/** What --verbose says of the reading. */
import { printable } from '../base/printable.ts';
import { counted } from '../report/quantities.ts';

/** One line on standard error; with a path where several captures are read one by one. */
export function tellPacketsRead(inputs: readonly { frames: number }[], threads: number, path?: string): void {
  const packets = inputs.reduce((sum, { frames }) => sum + frames, 0);
  const where = path === undefined ? '' : `${printable(path)}: `;
  process.stderr.write(`netsight: ${where}${counted(packets, 'packet')} read in ${counted(threads, 'thread')}\n`);
}
