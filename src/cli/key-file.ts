/** --key: the secret of an anonymisation in a file, so that several reports of one incident agree. */
import { readFileSync, writeFileSync } from 'node:fs';
import { randomSecret, SECRET_LENGTH, secretFrom } from '../anonymize/secret.ts';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';

/** Nobody but its owner may read it. */
const MODE = 0o600;
/** Shorter passwords are guessed in no time, and with the password every address. */
const MIN_BYTES = 16;
/** A key is no disk image. */
const MAX_BYTES = 65_536;
const HEX = new RegExp(`^[0-9a-f]{${2 * SECRET_LENGTH}}$`, 'i');

/** The secret of a run: a random one that nobody keeps, or the file's, which is made when it is not there. Throws `UsageError`. */
export function secretOfRun(path: string | undefined): Uint8Array {
  if (path === undefined) return randomSecret();
  if (path === '') throw new UsageError('--key takes the name of a file; it is empty');
  const bytes = contentOf(path);
  return bytes === null ? created(path) : secretIn(bytes, path);
}

/** Null when there is no such file. */
function contentOf(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new UsageError(`cannot read the key ${printable(path)}: ${printable(message)}`);
  }
}

function created(path: string): Uint8Array {
  const secret = randomSecret();
  try {
    writeFileSync(path, `${Buffer.from(secret).toString('hex')}\n`, { mode: MODE, flag: 'wx' });
  } catch (error) {
    throw new UsageError(`cannot write a new key to ${printable(path)}: ${printable((error as Error).message)}`);
  }
  process.stderr.write(`netsight: new key in ${printable(path)}; who has it can undo the pseudonyms\n`);
  return secret;
}

/** 64 hexadecimal digits, or 32 bytes, are the secret itself; anything else is hashed. A line's end does not count. */
function secretIn(bytes: Uint8Array, path: string): Uint8Array {
  if (bytes.length === SECRET_LENGTH) return bytes;
  const text = Buffer.from(bytes).toString('latin1').trim();
  if (HEX.test(text)) return Buffer.from(text, 'hex');
  if (text.length < MIN_BYTES || bytes.length > MAX_BYTES)
    throw new UsageError(
      `the key ${printable(path)} has ${bytes.length} bytes; it takes ${MIN_BYTES} to ${MAX_BYTES} (without the file, a random one is made)`,
    );
  return secretFrom(Buffer.from(text, 'latin1'));
}
