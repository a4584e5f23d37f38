/** What every section of the page gets and gives. */
import type { Analysis } from '../analysis.ts';
import type { FileOf } from '../phrases.ts';
import { html, type Markup, NOTHING, type Part } from './markup.ts';

/** What sections need beside the analysis. */
export interface View {
  /** Longest list. */
  top: number;
  fileOf: FileOf;
  /** Names by IP address. */
  names: ReadonlyMap<string, string>;
}

/** One section: it has no body when there is nothing to say. */
export interface Section {
  /** Of the heading, and of the link to it. */
  id: string;
  title: string;
  body: (analysis: Analysis, view: View) => Markup;
}

/** A section under its heading; nothing without a body. */
export function framed({ id, title }: Section, body: Markup): Markup {
  if (body.text === '') return NOTHING;
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${body}
</section>
`;
}

/** A name, address, filter or command; nothing for an empty one. */
export const code = (text: string): Markup => (text === '' ? NOTHING : html`<code>${text}</code>`);

/** Figures in one line. */
export const figures = (parts: readonly Part[]): Markup =>
  html`<ul class="figures">${parts.filter((part) => part !== '').map((part) => html`<li>${part}</li>`)}</ul>
`;
