/** Text from files and the network, made safe to show: nothing in it can move the cursor, recolour the terminal or reorder what is read. */

/** Longer names say nothing more; the rest is replaced by an ellipsis. */
export const MAX_SHOWN = 256;

/** C0, DEL and C1 controls, line and paragraph separators, the bidirectional marks, embeddings, overrides and isolates (UAX #9 §2), lone surrogates. */
const UNSAFE = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

/** The text with control characters as \xNN or \u{…}, cut to `limit` characters. */
export function printable(text: string, limit: number = MAX_SHOWN): string {
  const shown = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return shown.replace(UNSAFE, escaped);
}

/** The text with a space for each such character: columns stay where they are. */
export const blanked = (text: string): string => text.replace(UNSAFE, ' ');

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
