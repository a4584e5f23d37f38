/** Damage is in every report; on standard error it is said once more, for those who only look at the exit code. */
import { printable } from '../base/printable.ts';

/** Long enough for every message of ours. */
const MAX_MESSAGE = 400;

/** One line for each place where an input is damaged. */
export function warnAboutDamage(
  inputs: readonly { path: string; damage: readonly { offset: number; code: string; message: string }[] }[],
): void {
  for (const { path, damage } of inputs) {
    for (const { offset, code, message } of damage) {
      process.stderr.write(
        `netsight: ${printable(path)}: ${code} at byte ${offset}: ${printable(message, MAX_MESSAGE)}\n`,
      );
    }
  }
}
