/** A comparison for a terminal; like diff, it says nothing of what is the same. */
import { heading, linkedParagraph, paragraph } from '../report/text/lines.ts';
import { type Ink, type Page, pageOf } from '../report/text/page.ts';
import { safe } from '../report/text/safe.ts';
import { wrap } from '../report/text/width.ts';
import { isChanged } from './compare.ts';
import type { Difference, Side } from './difference.ts';
import { type Change, figures, sectionLines, valueLines } from './lines.ts';
import type { RenderDiff } from './registry.ts';

const INK: Record<Change['sign'], Ink> = { '+': 'green', '-': 'red', '~': 'yellow' };
const INDENT = 4;

/** Renders the comparison as text. */
export const render: RenderDiff = function* (difference, options) {
  const clean = safe(difference, options.unicode);
  const page = pageOf({ ...options, top: 0 });
  const { before, after } = difference;
  const head = [...sideLines('-', clean.before, before.path, page), ...sideLines('+', clean.after, after.path, page)];
  for (const line of [...head, ...lines(clean, page)]) yield `${line}\n`;
};

function lines(difference: Difference, page: Page): string[] {
  const { changed, sections } = difference;
  const values = valueLines(difference);
  return [
    ...(values.length > 0 ? [...heading('VERDICT AND TOTALS', '', page), ...values.flatMap(line(page))] : []),
    ...sections
      .filter(isChanged)
      .flatMap((section) => [
        ...heading(section.title.toUpperCase(), figures(section), page),
        ...sectionLines(section).flatMap(line(page)),
        ...(section.partial === null ? [] : paragraph(section.partial, INDENT, page, 'dim')),
      ]),
    ...(changed ? [] : ['', 'nothing changed']),
  ];
}

/** One of the two: its name as it can be shown, linked by the path that was given. */
function sideLines(sign: '+' | '-', side: Side, path: string, page: Page): string[] {
  const file = { path, from: `${sign} `.length, length: side.path.length };
  return linkedParagraph(`${sign} ${sideText(side)}`, file, page, INK[sign]);
}

const sideText = ({ path, captures }: Side): string =>
  captures.length === 1 && captures[0] === path ? path : `${path} (${captures.join(', ')})`;

const line =
  (page: Page) =>
  ({ sign, text }: Change): string[] => {
    const shown = page.glyphs.arrow === '→' ? text : text.replaceAll('→', page.glyphs.arrow);
    return wrap(shown, page.width - INDENT).map((part, i) =>
      page.paint(INK[sign], `${i === 0 ? `  ${sign} ` : '    '}${part}`),
    );
  };
