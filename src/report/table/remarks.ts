/** What a reader of the numbers must know about the capture itself. */
import type { Analysis } from '../analysis.ts';
import { remarks } from '../remarks.ts';
import { heading, labelled } from '../text/lines.ts';
import type { Page } from '../text/page.ts';

/** The notes section; empty when there is nothing to note. */
export function remarksSection(analysis: Analysis, page: Page): string[] {
  const notes = remarks(analysis);
  if (notes.length === 0) return [];
  return [...heading('NOTES', '', page), ...notes.flatMap((note) => labelled(page.glyphs.bullet, note, 4, page))];
}
