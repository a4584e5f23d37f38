/** What was declared beside what was observed. */
import { attachmentName, declaredText, observedText, sourceText } from '../attachment-text.ts';
import { counted } from '../quantities.ts';
import { html, NOTHING } from './markup.ts';
import { code, figures, type Section } from './section.ts';
import { table } from './table.ts';

const BYTES = 12_000;

/** The declared section; empty without --nad and --pods. */
export const declared: Section = {
  id: 'declared',
  title: 'Declared',
  body: ({ declared: all }, { top }) => {
    if (all === null) return NOTHING;
    const { attachments, pods, problems } = all;
    const columns = [
      { title: 'Network', cell: (one: (typeof attachments)[number]) => code(attachmentName(one)) },
      { title: 'Declared', wide: true, cell: declaredText },
      { title: 'Observed', cell: observedText },
      { title: 'Where', cell: (one: (typeof attachments)[number]) => code(sourceText(one)) },
    ];
    const options = { label: 'Declared networks', total: attachments.length, top, bytes: BYTES };
    return html`${figures([
      counted(attachments.length, 'network'),
      counted(pods, 'pod'),
      problems.length ? counted(problems.length, 'problem') : '',
    ])}${table(columns, attachments, options)}`;
  },
};
