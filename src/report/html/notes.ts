/** What a reader of the numbers must know about the capture itself. */
import { remarks } from '../remarks.ts';
import { fitting, more } from './list.ts';
import { html, NOTHING } from './markup.ts';
import type { Section } from './section.ts';

const BYTES = 12_000;

/** The notes section; empty when there is nothing to note. */
export const notes: Section = {
  id: 'notes',
  title: 'Notes',
  body: (analysis, { top }) => {
    const all = remarks(analysis);
    const shown = fitting(all, { top, bytes: BYTES }, (note) => html`<li>${note}</li>\n`);
    return all.length === 0 ? NOTHING : html`<ul>${shown}</ul>${more(shown.length, all.length)}`;
  },
};
