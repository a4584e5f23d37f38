/** The report for a ticket: GitHub Flavored Markdown, the most important section first, in which nothing from a capture can act as markup. */
import type { Analysis } from './analysis.ts';
import type { Render } from './format.ts';
import { flowsSection, stationsSection, tunnelsSection } from './markdown/conversations.ts';
import { declaredSection } from './markdown/declared.ts';
import { inline } from './markdown/escape.ts';
import { findingsSection } from './markdown/findings.ts';
import { broadcastSection, protocolsSection, segmentsSection } from './markdown/traffic.ts';
import { title, verdictSection } from './markdown/verdict.ts';
import { remarks } from './remarks.ts';
import { shortened } from './shortened.ts';
import { safe } from './text/safe.ts';

/** In the order of importance; each gives no line when it has nothing to say. */
const SECTIONS: readonly ((analysis: Analysis, top: number) => string[])[] = [
  title,
  verdictSection,
  findingsSection,
  broadcastSection,
  segmentsSection,
  declaredSection,
  stationsSection,
  tunnelsSection,
  flowsSection,
  protocolsSection,
  notesSection,
  footer,
];

/** Renders the report as Markdown. */
export const render: Render = function* (analysis, { top }) {
  const clean = safe(shortened(analysis, top), true);
  for (const section of SECTIONS) for (const line of section(clean, top)) yield `${line}\n`;
};

function notesSection(analysis: Analysis): string[] {
  const notes = remarks(analysis);
  return notes.length ? ['', '## Notes', '', ...notes.map((note) => `- ${inline(note)}`)] : [];
}

function footer({ tool }: Analysis): string[] {
  return ['', `${inline(tool.name)} ${inline(tool.version)}`];
}
