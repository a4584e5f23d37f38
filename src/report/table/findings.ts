/** What is wrong, one block for each problem, the most severe first. */
import type { Analysis, Finding, Severity } from '../analysis.ts';
import { bySeverity, frameList, measured, nothingFound, severityCounts, timeSpan } from '../phrases.ts';
import { count, percent } from '../quantities.ts';
import { andMore, command, heading, labelled, paragraph } from '../text/lines.ts';
import type { Ink, Page } from '../text/page.ts';
import { wrap } from '../text/width.ts';

const COLUMN = 12;
/** Further facts are in the JSON report. */
const MAX_FACTS = 4;

/** The colour that goes with the word. */
export const SEVERITY_INK: Record<Severity, Ink> = { critical: 'red', error: 'red', warning: 'yellow', info: 'cyan' };

/** The findings section; says so when nothing is wrong. */
export function findingsSection(analysis: Analysis, page: Page): string[] {
  const { findings } = analysis;
  if (findings.length === 0) return heading('FINDINGS', `none: ${nothingFound(analysis)}`, page);
  const shown = bySeverity(findings).slice(0, page.top);
  return [
    ...heading('FINDINGS', severityCounts(findings), page),
    ...shown.flatMap((finding, i) => [...(i ? [''] : []), ...block(finding, page)]),
    ...andMore(shown.length, findings.length, page),
  ];
}

function block(finding: Finding, page: Page): string[] {
  const { severity, summary, next, displayFilter, alternatives, confidence } = finding;
  return [
    ...title(finding, page),
    ...paragraph(summary, 4, page),
    ...labelled(
      '  seen',
      page.dotted([times(finding.count), timeSpan(finding.first, finding.last), `${percent(confidence)} sure`]),
      COLUMN,
      page,
    ),
    ...finding.names.flatMap(({ address, name }, i) =>
      labelled(i ? '' : '  whose', `${address} ${name}`, COLUMN, page),
    ),
    ...finding.evidence
      .slice(0, MAX_FACTS)
      .flatMap((fact, i) => labelled(i ? '' : '  proof', factLine(fact, page), COLUMN, page)),
    ...alternatives.flatMap((text, i) => labelled(i ? '' : '  unless', text, COLUMN, page)),
    ...(displayFilter && severity !== 'info' ? labelled('  filter', displayFilter, COLUMN, page) : []),
    ...labelled('  next', `${next.where}: ${next.why}`, COLUMN, page),
    ...(next.command ? command(next.command, COLUMN, page) : []),
  ];
}

function title({ severity, id, subject }: Finding, page: Page): string[] {
  const word = severity.toUpperCase();
  const [first, ...rest] = wrap(page.dotted([id, subject]), page.width - 4 - word.length);
  const head = `  ${page.paint(SEVERITY_INK[severity], word)}  ${page.paint('bold', first)}`;
  return [head, ...rest.map((line) => `    ${page.paint('bold', line)}`)];
}

function factLine(fact: Finding['evidence'][number], page: Page): string {
  return page.dotted([`${fact.fact}: ${measured(fact)}`, frameList(fact, page.fileOf)]);
}

function times(number: number): string {
  return number === 1 ? 'once' : `${count(number)} times`;
}
