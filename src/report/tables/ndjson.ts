/** Tables as newline-delimited JSON: each line is an object as in the JSON report, whole. */
import { jsonText } from '../json-text.ts';
import type { Write } from './table.ts';

/** Writes one row a line. */
export const write: Write = function* (_, rows) {
  for (const row of rows) yield `${jsonText(row)}\n`;
};
