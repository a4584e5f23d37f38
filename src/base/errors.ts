/** The two errors a user can cause; anything else that is thrown is a bug. Faults inside a packet are codes, never exceptions. */

/** The command line or a file of options is wrong: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An input cannot be read at all, or is not a capture: exit code 3. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError';
  /** Kebab-case and stable, such as `not-a-capture`. */
  readonly code: string;
  readonly path: string;

  constructor(code: string, path: string, message: string) {
    super(message);
    this.code = code;
    this.path = path;
  }
}
