/** Tables: wide ones scroll within themselves, so that the page never does. */
import { fitting, more, type Room } from './list.ts';
import { html, type Markup, NOTHING, type Part } from './markup.ts';

/** One column: what its cells hold, and the number they sort by where that is not what they show. */
export interface Column<Row> {
  title: string;
  cell: (row: Row) => Part;
  numeric?: boolean;
  /** Sentences: broken into lines, but not into words. */
  wide?: boolean;
  sortBy?: (row: Row) => number;
}

/** What a table is, besides its columns and rows. */
export interface TableOptions extends Room {
  /** Names it for people who do not see it. */
  label: string;
  /** Length of the whole list. */
  total: number;
  /** The script of the page lets people sort it. */
  sortable?: boolean;
}

/** The rows that fit, and how many there are more; nothing without rows. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], options: TableOptions): Markup {
  if (rows.length === 0) return NOTHING;
  const shown = fitting(rows, options, (row) => html`<tr>${columns.map((column) => cell(column, row))}</tr>\n`);
  const heads = columns.map((column) => html`<th scope="col"${kindOf(column)}>${column.title}</th>`);
  return html`${scrolling(
    options.label,
    html`<table${options.sortable ? html` class="sortable"` : NOTHING}>
<thead><tr>${heads}</tr></thead>
<tbody>
${shown}</tbody>
</table>`,
  )}
${more(shown.length, options.total)}`;
}

/** A part of the page that scrolls sideways within itself, also by keyboard. */
export const scrolling = (label: string, content: Markup): Markup =>
  html`<section class="scroll" aria-label="${label}" tabindex="0">
${content}
</section>`;

function cell<Row>(column: Column<Row>, row: Row): Markup {
  const { cell: render, sortBy } = column;
  const sorted = sortBy === undefined ? NOTHING : html` data-sort="${sortBy(row)}"`;
  return html`<td${kindOf(column)}${sorted}>${render(row)}</td>`;
}

function kindOf({ numeric, wide }: Pick<Column<never>, 'numeric' | 'wide'>): Markup {
  if (numeric) return html` class="number"`;
  return wide ? html` class="wide"` : NOTHING;
}
