/** Copies bytes to where another thread may see them. */

const WORD = 8;

/** Memory in between, equally aligned as what is copied to. */
let between = new Uint8Array(0);

/**
 * Copies into memory that may be shared. V8 copies by words there only when both sides lie alike in their words, else byte by byte, which takes five times as long: such bytes take
 * a way over memory that does.
 */
export function copyInto(target: Uint8Array, at: number, bytes: Uint8Array): void {
  const skew = (target.byteOffset + at) % WORD;
  if (bytes.byteOffset % WORD === skew || !(target.buffer instanceof SharedArrayBuffer)) {
    target.set(bytes, at);
    return;
  }
  if (between.length < bytes.length + WORD) between = new Uint8Array(bytes.length + WORD);
  const alike = between.subarray(skew, skew + bytes.length);
  alike.set(bytes);
  target.set(alike, at);
}
