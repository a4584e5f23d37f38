/** HTML by construction: what goes into a template is escaped unless it is markup already, so no section can forget it. */

/** Characters of one text; longer names say nothing more, and the size of a page must not depend on them. */
const MAX_TEXT = 256;
const HIGH_SURROGATE = /[\ud800-\udbff]$/;

/** Markup that may stand as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template takes: text and numbers are escaped, lists are joined, null is nothing. */
export type Part = Markup | string | number | null | readonly Part[];

/** Nothing at all. */
export const NOTHING = new Markup('');

/** Markup from a template. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((string, i) => (i === 0 ? string : written(parts[i - 1]) + string)).join(''));
}

/** Parts with something between them; empty ones are left out. */
export function joined(parts: readonly Part[], between: string): Markup {
  const texts = parts.map(written).filter((text) => text !== '');
  return new Markup(texts.join(written(between)));
}

/** The text cut to a number of characters, with a sign that it was. */
export function clipped(text: string, limit: number = MAX_TEXT): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(HIGH_SURROGATE, '')}…`;
}

/** Bytes of markup in the file. */
export const size = ({ text }: Markup): number => new TextEncoder().encode(text).length;

function written(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  return typeof part === 'object' ? part.map(written).join('') : escaped(clipped(String(part)));
}

/** Safe as text and within double or single quotes (HTML Living Standard §13.3). */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
