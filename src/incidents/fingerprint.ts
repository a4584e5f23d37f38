/** The name of a problem that stays the same from capture to capture. */

/** FNV-1a, 32 bits: offset basis and prime; the second basis makes the second half. */
const OFFSETS = [0x811c9dc5, 0x9747b28c];
const PRIME = 0x01000193;
/** Keeps ["a b"] and ["a", "b"] apart; no address or id holds it. */
const SEPARATOR = '\n';

/** 16 hexadecimal digits of an id and what it is about; counts and times are left out by the caller. */
export function fingerprint(parts: readonly string[]): string {
  const text = parts.join(SEPARATOR);
  return OFFSETS.map((offset) => hash(text, offset)).join('');
}

function hash(text: string, offset: number): string {
  let value = offset;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), PRIME);
  return (value >>> 0).toString(16).padStart(8, '0');
}
