/** What in a rendered report could do harm, by the kind of file it is; formats that are not known here are held to what every text must keep. */
import type { Piece } from '../../src/report/format.ts';

/** C0 but line ends, DEL, C1, line separators, bidirectional marks and overrides, byte order mark. */
const ACTS_ON_TERMINALS = /[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
/** Markup out of fixtures.ts and of the capture in hostile.test.ts, as it would stand in a page that a browser runs. */
const RUNS_IN_BROWSERS = /<img src=x|<\/script><|<svg onload/gi;
const SPREADSHEET_FORMULA = /(?:^|,)"?[=+\-@\t]/gm;

const BY_EXTENSION: Record<string, (text: string) => string[]> = {
  csv: (text) => text.match(SPREADSHEET_FORMULA) ?? [],
  html: (text) => text.match(RUNS_IN_BROWSERS) ?? [],
  json: (text) => unread([text]),
  ndjson: (text) => unread(text.split('\n').slice(0, -1)),
  md: (text) => withoutCode(text).match(/@\w|(?<!&)#\d|<(?!\/?code>|0\.1%|br\/>)|javascript:/g) ?? [],
  xml: (text) => text.match(RUNS_IN_BROWSERS) ?? [],
};

/** Formats whose registry names no extension, for it writes files under names that users give. */
const EXTENSION_OF: Record<string, string> = {
  junit: 'xml',
  sarif: 'json',
  gitlab: 'json',
  json: 'json',
  markdown: 'md',
};

/** The extension of a format of `check` or `diff`; that of any text for those that are not known here. */
export const extensionOf = (id: string): string => EXTENSION_OF[id] ?? 'txt';

/** What is wrong with a report of that extension; empty when nothing is. */
export function harmIn(extension: string, pieces: Iterable<Piece>): string[] {
  const text = Array.from(pieces, (piece) => (typeof piece === 'string' ? piece : Buffer.from(piece).toString())).join(
    '',
  );
  const wrong = [...(text.match(ACTS_ON_TERMINALS) ?? []), ...(BY_EXTENSION[extension]?.(text) ?? [])];
  return [...new Set(wrong.map((part) => JSON.stringify(part)))];
}

const withoutCode = (text: string): string =>
  text
    .replaceAll(/^(`{3,}).*?^\1$/gms, '')
    .replaceAll(/`[^`\n]*`/g, '')
    .replaceAll(/<code>[^<\n]*<\/code>/g, '');

function unread(texts: readonly string[]): string[] {
  return texts.filter((text) => {
    try {
      JSON.parse(text);
      return false;
    } catch {
      return true;
    }
  });
}
