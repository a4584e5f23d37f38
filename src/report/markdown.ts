/** The report for a ticket: GitHub Flavored Markdown, the most important section first, in which nothing from a capture can act as markup. */
import { MAX_SHOWN } from '../base/printable.ts';
import type { Analysis } from './analysis.ts';
import { drawingOf } from './drawing.ts';
import type { Render } from './format.ts';
import { flowsSection, stationsSection, tunnelsSection } from './markdown/conversations.ts';
import { declaredSection } from './markdown/declared.ts';
import { inline } from './markdown/escape.ts';
import { findingParts } from './markdown/findings.ts';
import { cutLines, fitted, type Part } from './markdown/fit.ts';
import { networkSection } from './markdown/mermaid.ts';
import { broadcastSection, protocolsSection, segmentsSection } from './markdown/traffic.ts';
import { title, verdictSection } from './markdown/verdict.ts';
import { remarks } from './remarks.ts';
import { shortened } from './shortened.ts';
import { safe } from './text/safe.ts';

/** How much of nested lists and texts is shown. */
interface Extent {
  /** Findings, stations, flows …; what is left is counted. */
  top: number;
  /** Facts of one finding, evidence of the verdict. */
  facts: number;
  /** Characters of one text. */
  characters: number;
}

/** Tried from wide to narrow until title, verdict and the worst finding fit. */
const NARROWER: readonly Omit<Extent, 'top'>[] = [
  { facts: 20, characters: 256 },
  { facts: 5, characters: 120 },
  { facts: 2, characters: 60 },
  { facts: 1, characters: 30 },
];

type Section = (analysis: Analysis, extent: Extent) => string[];

/** Below the findings, in the order of importance; each gives no line when it has nothing to say. */
const SECTIONS: readonly [name: string, section: Section][] = [
  ['Broadcast', (analysis, { top }) => broadcastSection(analysis, top)],
  ['Segments', (analysis, { top }) => segmentsSection(analysis, top)],
  ['Declared', (analysis, { top }) => declaredSection(analysis, top)],
  ['Who has which MAC', (analysis, { top }) => stationsSection(analysis, top)],
  ['Tunnels', (analysis, { top }) => tunnelsSection(analysis, top)],
  ['Flows', (analysis, { top }) => flowsSection(analysis, top)],
  ['Protocols', protocolsSection],
  ['Notes', notesSection],
];

/** Renders the report as Markdown. */
export const render: Render = function* (analysis, { top, maxBytes = 0 }) {
  for (const line of linesWithin(analysis, top, maxBytes || Number.POSITIVE_INFINITY)) yield `${line}\n`;
};

function linesWithin(analysis: Analysis, top: number, maxBytes: number): string[] {
  const extents = [{ facts: Number.POSITIVE_INFINITY, characters: MAX_SHOWN }, ...NARROWER];
  let lines: string[] = [];
  for (const extent of extents) {
    const attempt = fitted(partsOf(analysis, { ...extent, top }), footer(analysis), maxBytes);
    if (attempt.fits) return attempt.lines;
    lines = attempt.lines;
  }
  return cutLines(lines, maxBytes);
}

function partsOf(analysis: Analysis, extent: Extent): Part[] {
  const clean = safe(shortened(analysis, extent.top), true, extent.characters);
  const parts: Part[] = [
    { name: 'Title', lines: title(clean, extent.top), isKept: true },
    { name: 'Verdict', lines: verdictSection(clean, extent.facts), isKept: true },
    ...findingParts(clean, extent),
    { name: 'Network', lines: networkSection(safe(drawingOf(analysis), true, extent.characters)) },
    ...SECTIONS.map(([name, section]) => ({ name, lines: section(clean, extent) })),
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

function notesSection(analysis: Analysis): string[] {
  const notes = remarks(analysis);
  return notes.length ? ['', '## Notes', '', ...notes.map((note) => `- ${inline(note)}`)] : [];
}

function footer({ tool }: Analysis): string[] {
  const { name, version } = safe(tool, true);
  return ['', `${inline(name)} ${inline(version)}`];
}
