/** Tables without rules: aligned columns, of which one takes the width that is left. */
import type { Ink, Page } from './page.ts';
import { displayWidth, wrap } from './width.ts';

const INDENT = '  ';
const GAP = '  ';
/** A cell longer than this is hostile or useless; the JSON report has it whole. */
const MAX_CELL_LINES = 6;
/** A column narrower than this is unreadable however it is broken. */
const MIN_FLEXIBLE = 16;

/** How a table's column is laid out; at most one is flexible. */
export interface Column {
  title: string;
  align?: 'left' | 'right';
  flexible?: boolean;
}

/** A cell as lines that fit its column. */
type Cell = readonly string[];

/** The rows below their titles; cells hold no colours and may hold line breaks. */
export function columns(layout: readonly Column[], rows: readonly string[][], page: Page): string[] {
  const widths = fitted(layout, rows, page.width);
  const titles = layout.map(({ title }, i) => wrapped(title, widths[i], page));
  const cells = rows.map((row) => row.map((cell, i) => wrapped(cell, widths[i], page)));
  const used = titles.map((title, i) => widest([title, ...cells.map((row) => row[i])].flat()));
  const padded = (line: string, i: number, ink?: Ink): string => {
    const space = ' '.repeat(used[i] - displayWidth(line));
    const text = ink === undefined ? line : page.paint(ink, line);
    return layout[i].align === 'right' ? space + text : text + space;
  };
  return [
    ...linesOf(titles, (line, i) => padded(line, i, 'dim')),
    ...cells.flatMap((row) => linesOf(row, (line, i) => padded(line, i))),
  ];
}

/** A row's cells side by side, as many lines as the highest has. */
function linesOf(row: readonly Cell[], padded: (line: string, column: number) => string): string[] {
  const height = Math.max(...row.map((cell) => cell.length));
  return Array.from({ length: height }, (_, at) =>
    (INDENT + row.map((cell, i) => padded(cell[at] ?? '', i)).join(GAP)).trimEnd(),
  );
}

/** Natural widths where there is room; else the flexible column gives way first, then the widest ones. */
function fitted(layout: readonly Column[], rows: readonly string[][], width: number): number[] {
  const widths = layout.map(({ title }, i) => widest([title, ...rows.flatMap((row) => row[i].split('\n'))]));
  const room = width - INDENT.length - GAP.length * (layout.length - 1);
  let excess = widths.reduce((sum, column) => sum + column, 0) - room;
  const flexible = layout.findIndex((column) => column.flexible);
  const given = Math.min(excess, widths[flexible] - MIN_FLEXIBLE);
  if (given > 0) {
    widths[flexible] -= given;
    excess -= given;
  }
  for (; excess > 0; excess--) widths[widths.indexOf(Math.max(...widths))]--;
  return widths;
}

/** One by one: a list may be longer than a call may have arguments. */
const widest = (lines: readonly string[]): number =>
  lines.reduce((most, line) => Math.max(most, displayWidth(line)), 0);

function wrapped(cell: string, width: number, { glyphs }: Page): Cell {
  const lines = cell.split('\n').flatMap((line) => wrap(line, width));
  return lines.length > MAX_CELL_LINES ? [...lines.slice(0, MAX_CELL_LINES - 1), glyphs.ellipsis] : lines;
}
