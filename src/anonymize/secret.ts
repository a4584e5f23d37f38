/** The secret of one anonymisation, and the keyed functions that are made of it: the same secret gives the same pseudonyms. */
import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

/** AES-128 key and padding key of Crypto-PAn. */
export const SECRET_LENGTH = 32;
const BLOCK = 16;
const HALF = SECRET_LENGTH / 2;

/** Keyed functions; nobody without the secret can compute or invert them. */
export interface Secret {
  /** AES-128 of each 16 bytes, one after the other. */
  encrypt(blocks: Uint8Array): Uint8Array;
  /** The block of which Crypto-PAn takes the bits behind a prefix; another one for each purpose, '' being the reference's. */
  padding(purpose: string): Uint8Array;
  /** 32 bytes that stand for the data, different for each purpose. */
  digest(purpose: string, data: Uint8Array | string): Buffer;
}

/** The functions of a secret of SECRET_LENGTH bytes. */
export function secretOf(bytes: Uint8Array): Secret {
  const encrypt = (blocks: Uint8Array): Uint8Array => {
    const cipher = createCipheriv('aes-128-ecb', bytes.subarray(0, HALF), null).setAutoPadding(false);
    return cipher.update(blocks);
  };
  const padding = encrypt(bytes.subarray(HALF));
  const names = createHmac('sha256', bytes).update('netsight names').digest();
  const digest = (purpose: string, data: Uint8Array | string): Buffer =>
    createHmac('sha256', names).update(`${purpose}\0`).update(data).digest();
  return {
    encrypt,
    padding: (purpose) => (purpose === '' ? padding : encrypt(digest('padding', purpose).subarray(0, BLOCK))),
    digest,
  };
}

/** A secret that nobody keeps. */
export const randomSecret = (): Uint8Array => randomBytes(SECRET_LENGTH);

/** The secret that a text or other bytes stand for. */
export const secretFrom = (bytes: Uint8Array): Uint8Array =>
  bytes.length === SECRET_LENGTH ? bytes : createHash('sha256').update(bytes).digest();
