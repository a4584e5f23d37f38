/** What a table for machines is: typed columns over rows that are made as they are asked for. */
import { printable } from '../../base/printable.ts';
import type { Analysis } from '../analysis.ts';
import type { Piece, RenderOptions } from '../format.ts';

/** Characters of one text. Each may be written out as eight, and a cell of a spreadsheet holds 32,767. */
const MAX_TEXT = 4000;

/** The value of a cell; nothing when it does not apply. */
export type Value = string | number | boolean | readonly string[] | null | undefined;

/** What a column holds. `count`: an exact counter; `identifier`: a port, VLAN, VNI or type, below 2^32; `time`: RFC 3339 with nanoseconds. */
export type Kind = 'text' | 'texts' | 'time' | 'count' | 'identifier' | 'number' | 'flag';

/** A column: its name is the key of the JSON report, with `_` between levels, so that no tool needs quotes around it. */
export type Column<Row> = readonly [name: string, kind: Kind, value: (row: Row) => Value];

/** Columns, and how the rows are got from a report. */
export interface Table<Row> {
  columns: readonly Column<Row>[];
  /** Busiest or most severe first; findings stand behind what explains them. */
  rows: (analysis: Analysis, options: RenderOptions) => Iterable<Row>;
}

/** Writes rows in one format for machines. */
export type Write = <Row>(table: Pick<Table<Row>, 'columns'>, rows: Iterable<Row>) => Iterable<Piece>;

/** The value with every text in it printable. */
export function cleanValue(value: Value): Exclude<Value, undefined> {
  if (typeof value === 'string') return printable(value, MAX_TEXT);
  if (value === undefined) return null;
  return typeof value === 'object' && value !== null ? value.map((text) => printable(text, MAX_TEXT)) : value;
}
