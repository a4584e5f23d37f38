/** A comparison for a ticket. */
import { code, inline } from '../report/markdown/escape.ts';
import { table } from '../report/markdown/table.ts';
import { safe } from '../report/text/safe.ts';
import { isChanged } from './compare.ts';
import type { Difference } from './difference.ts';
import { type Change, figures, sectionLines, valueLines } from './lines.ts';
import type { RenderDiff } from './registry.ts';

const WORDS: Record<Change['sign'], string> = { '+': 'appeared', '-': 'vanished', '~': 'moved' };

/** Renders the comparison as GitHub Flavored Markdown. */
export const render: RenderDiff = function* (difference) {
  for (const line of lines(safe(difference, true))) yield `${line}\n`;
};

function lines(difference: Difference): string[] {
  const { before, after, changed, sections } = difference;
  return [
    `# What changed from ${code(before.path)} to ${code(after.path)}`,
    ...(changed ? [] : ['', 'Nothing.']),
    ...changes('Verdict and totals', '', valueLines(difference)),
    ...sections
      .filter(isChanged)
      .flatMap((section) => [
        ...changes(section.title, figures(section), sectionLines(section)),
        ...(section.partial === null ? [] : ['', inline(section.partial)]),
      ]),
  ];
}

function changes(title: string, text: string, list: readonly Change[]): string[] {
  if (list.length === 0) return [];
  const rows = list.map((change) => [WORDS[change.sign], inline(change.text)]);
  return ['', `## ${title}`, ...(text === '' ? [] : ['', text]), ...table(['', 'What'], rows)];
}
