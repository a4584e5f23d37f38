/** Tables as CSV (RFC 4180): a header, then one row a line; lists with `;` between their entries. */
import { cleanValue, type Value, type Write } from './table.ts';

const LINE_END = '\r\n';
/** Spreadsheets take a text that begins with one of these, also as a wide character, for a formula (OWASP, CSV Injection); an apostrophe makes it text. Tabs and line ends, which OWASP names too, are no longer there: they are printable. */
const FORMULA = /^[=+\-@＝＋－＠]/;
/** A semicolon is the separator of spreadsheets where the comma is decimal. */
const NEEDS_QUOTES = /[",;]/;
const BETWEEN = ';';

/** Writes rows as CSV. */
export const write: Write = function* ({ columns }, rows) {
  yield columns.map(([name]) => name).join(',') + LINE_END;
  for (const row of rows) yield columns.map(([, , value]) => cell(value(row))).join(',') + LINE_END;
};

function cell(value: Value): string {
  const clean = cleanValue(value);
  if (clean === null) return '';
  if (typeof clean === 'string') return quoted(clean);
  return typeof clean === 'object' ? quoted(clean.join(BETWEEN)) : String(clean);
}

function quoted(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
