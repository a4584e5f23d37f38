/** Headings, indented paragraphs, commands and cut lists. */
import { count } from '../quantities.ts';
import type { Ink, Page } from './page.ts';
import { displayWidth, wrap } from './width.ts';

/** A quoted or bare word of a shell command with what is glued to it. */
const SHELL_WORD = /(?:'[^']*'|"[^"]*"|\S)+/g;
/** Columns beside a title in which figures can still be read. */
const MIN_FIGURES = 20;

/** A section's heading, with its most important figures on the same line, or below it where the title leaves no room for them. */
export function heading(title: string, figures: string, page: Page): string[] {
  const used = displayWidth(title);
  const room = page.width - used - 2;
  const bold = page.paint('bold', title);
  if (room < MIN_FIGURES && figures !== '') return ['', bold, ...paragraph(figures, 2, page)];
  return ['', ...hanging(bold, used, wrap(figures, room))];
}

/** A text in lines behind an indent; the label stands in front of the first. */
export function paragraph(text: string, indent: number, page: Page, ink?: Ink): string[] {
  const lines = wrap(text, page.width - indent);
  return lines.map((line) => ' '.repeat(indent) + (ink ? page.paint(ink, line) : line));
}

/** A file named within a paragraph: the path it was given as, and where in the text its name stands. */
interface NamedFile {
  path: string;
  from: number;
  length: number;
}

/** A paragraph in which the name of a file is a link to it, on however many lines. */
export function linkedParagraph(text: string, { path, from, length }: NamedFile, page: Page, ink: Ink): string[] {
  let at = 0;
  return wrap(text, page.width).map((line) => {
    // Lines are broken at a space, which is in neither of them, or within a word.
    const start = text.indexOf(line, at);
    at = start + line.length;
    const [first, last] = [from - start, from + length - start].map((place) => Math.max(0, place));
    return page.paint(ink, line.slice(0, first) + page.link(line.slice(first, last), path) + line.slice(last));
  });
}

/** A label in front of a text whose further lines stand below its first. */
export function labelled(label: string, text: string, column: number, page: Page): string[] {
  const first = `  ${page.paint('dim', label)}${gap(label, column)}`;
  return wrap(text, page.width - column).map((line, i) => (i ? ' '.repeat(column) : first) + line);
}

/** A command that can be pasted: long ones are continued between words. */
export function command(text: string, indent: number, page: Page): string[] {
  const room = page.width - indent - 4;
  const lines: string[] = [];
  for (const word of text.match(SHELL_WORD) ?? []) {
    const last = lines.length - 1;
    if (last >= 0 && displayWidth(lines[last]) + displayWidth(word) < room) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  const shown = lines.flatMap((line, i) => wrap(i < lines.length - 1 ? `${line} \\` : line, page.width - indent - 2));
  return shown.map(
    (line, i) => `${' '.repeat(indent)}${i ? '  ' : page.paint('dim', '$ ')}${page.paint('cyan', line)}`,
  );
}

/** The line below a list that was cut; none when it was not. */
export function andMore(shown: number, total: number, page: Page): string[] {
  return total > shown
    ? [page.paint('dim', `  ${page.glyphs.ellipsis} and ${count(total - shown)} more (--top N)`)]
    : [];
}

const gap = (label: string, column: number): string => ' '.repeat(Math.max(1, column - 2 - displayWidth(label)));

function hanging(title: string, width: number, lines: string[]): string[] {
  return lines.map((line, i) => `${i ? ' '.repeat(width) : title}  ${line}`.trimEnd());
}
