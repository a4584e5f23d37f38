/** JSON that is harmless on a terminal: what JSON.stringify leaves as it is but terminals act on is escaped too. The value read back is the same. */

/** DEL and C1 controls, line separators, bidirectional marks and overrides (UAX #9 §2), byte order mark. */
const UNSAFE = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** The value as JSON: on one line, or indented for a place `depth` levels deep. */
export function jsonText(value: unknown, depth?: number): string {
  const text = JSON.stringify(value, null, depth === undefined ? undefined : 2).replace(UNSAFE, escaped);
  return depth ? text.replaceAll('\n', `\n${'  '.repeat(depth)}`) : text;
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
