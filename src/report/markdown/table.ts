/** GFM tables of cells that are Markdown already. */
import { count } from '../quantities.ts';

/** One column: its title, and whether it holds numbers. */
export type Title = string | { right: string };

/** The table with a blank line before it; nothing without rows. */
export function table(titles: readonly Title[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const names = titles.map((title) => (typeof title === 'string' ? title : title.right));
  const rules = titles.map((title) => (typeof title === 'string' ? '---' : '--:'));
  return ['', line(names), line(rules), ...rows.map(line)];
}

/** The line below a list that was cut; none when it was not. */
export function more(shown: number, total: number, option = '--top N'): string[] {
  return total > shown ? ['', `… and ${count(total - shown)} more (\`${option}\`)`] : [];
}

/** The end of a list within a sentence that was cut; nothing when it was not. */
export const andMore = (shown: readonly unknown[], all: readonly unknown[]): string =>
  all.length > shown.length ? ` … and ${count(all.length - shown.length)} more` : '';

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
