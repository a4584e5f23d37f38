/** One pass over everything that came from outside, so that no section of a report has to remember it. */
import { printable } from '../../base/printable.ts';

const TYPOGRAPHY: Record<string, string> = {
  '→': '->',
  '←': '<-',
  '…': '...',
  '–': '-',
  '—': '-',
  '−': '-',
  '·': '-',
  '×': 'x',
  µ: 'u',
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
  '’': "'",
};

/** A copy in which every string and key holds printable characters only, and at most `limit` of them. */
export function safe<Value>(value: Value, unicode: boolean, limit?: number): Value {
  const clean = (text: string): string => (unicode ? printable(text, limit) : ascii(printable(text, limit)));
  return mapStrings(value, clean) as Value;
}

/** The text in ASCII: typography by its like, everything else as \u{…}. */
export function ascii(text: string): string {
  return text.replace(
    /[^\x00-\x7f]/gu,
    (character) => TYPOGRAPHY[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

function mapStrings(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((entry) => mapStrings(entry, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [map(key), mapStrings(entry, map)]));
}
