/** Tables without rules: aligned columns, of which one takes the width that is left. */
import Table from 'cli-table3';
import type { Page } from './page.ts';
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

/** The rows below their titles; cells hold no colours and may hold line breaks. */
export function columns(layout: readonly Column[], rows: readonly string[][], page: Page): string[] {
  const widths = fitted(layout, rows, page.width);
  const table = new Table({
    chars: blank(),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    colAligns: layout.map(({ align }) => align ?? 'left'),
    head: layout.map(({ title }, i) => page.paint('dim', wrapped(title, widths[i], page))),
  });
  for (const row of rows) table.push(row.map((cell, i) => wrapped(cell, widths[i], page)));
  return table
    .toString()
    .split('\n')
    .map((line) => (INDENT + line).trimEnd());
}

/** Natural widths where there is room; else the flexible column gives way first, then the widest ones. */
function fitted(layout: readonly Column[], rows: readonly string[][], width: number): number[] {
  const widths = layout.map(({ title }, i) => Math.max(displayWidth(title), ...rows.map((row) => cellWidth(row[i]))));
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

const cellWidth = (cell: string): number => Math.max(...cell.split('\n').map(displayWidth));

function wrapped(cell: string, width: number, { glyphs }: Page): string {
  const lines = cell.split('\n').flatMap((line) => wrap(line, width));
  const shown = lines.length > MAX_CELL_LINES ? [...lines.slice(0, MAX_CELL_LINES - 1), glyphs.ellipsis] : lines;
  return shown.join('\n');
}

function blank(): Record<string, string> {
  const sides = ['top', 'bottom', 'left', 'right', 'mid'];
  const names = ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'];
  const inner = ['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'];
  const none = [...sides, ...names, ...inner].map((name) => [name, '']);
  return { ...Object.fromEntries(none), middle: GAP };
}
