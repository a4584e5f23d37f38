import { UsageError } from '../base/errors.ts';

/** Refuses captures of which two are standard input. Throws `UsageError`. */
export function refuseTwice(captures: readonly string[]): void {
  if (captures.indexOf('-') !== captures.lastIndexOf('-'))
    throw new UsageError('standard input can be read once only; name a file');
}
