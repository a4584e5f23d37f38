/** A row of blocks that shows a series over time. */
import type { Page } from './page.ts';

/** A series fitted to a number of columns. */
export interface Sparkline {
  blocks: string;
  /** Largest sum of one column. */
  peak: number;
  /** Values of the series that share a column. */
  bucketsPerColumn: number;
}

/** The series in at most so many columns; every value above zero is visible, zero is blank. */
export function sparkline(series: readonly number[], columns: number, page: Page): Sparkline {
  const bucketsPerColumn = Math.max(1, Math.ceil(series.length / Math.max(1, columns)));
  const sums = Array.from({ length: Math.ceil(series.length / bucketsPerColumn) }, (_, i) =>
    series.slice(i * bucketsPerColumn, (i + 1) * bucketsPerColumn).reduce((sum, value) => sum + value, 0),
  );
  const peak = sums.reduce((most, value) => Math.max(most, value), 0);
  return { blocks: sums.map((value) => block(value, peak, page)).join(''), peak, bucketsPerColumn };
}

function block(value: number, peak: number, { glyphs }: Page): string {
  if (value <= 0) return glyphs.none;
  const level = Math.ceil((value / peak) * glyphs.spark.length) - 1;
  return glyphs.spark[level];
}
