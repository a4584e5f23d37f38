/** What is wrong, the most severe first. */
import type { Analysis, Finding } from '../analysis.ts';
import { bySeverity, type FileOf, fileNames, frameList, measured, timeSpan } from '../phrases.ts';
import { count, percent } from '../quantities.ts';
import { code, codeBlock, inline } from './escape.ts';
import { more, table } from './table.ts';
import { nextLines } from './verdict.ts';

/** The findings section; says so when nothing is wrong. */
export function findingsSection({ findings, inputs }: Analysis, top: number): string[] {
  const fileOf = fileNames(inputs);
  const shown = bySeverity(findings).slice(0, top);
  return [
    '',
    '## Findings',
    ...(shown.length
      ? shown.flatMap((finding) => block(finding, fileOf))
      : ['', 'None: nothing wrong was seen in this capture.']),
    ...more(shown.length, findings.length),
  ];
}

function block(finding: Finding, fileOf: FileOf): string[] {
  const { severity, id, subject, summary, confidence, displayFilter, alternatives, names } = finding;
  const seen = [`${count(finding.count)}×`, timeSpan(finding.first, finding.last), `${percent(confidence)} sure`];
  return [
    '',
    `### ${severity.toUpperCase()}: ${inline(id)} ${code(subject)}`,
    '',
    inline(summary),
    '',
    `Seen ${seen.filter(Boolean).join(', ')}.`,
    ...(names.length
      ? ['', `Whose: ${names.map(({ address, name }) => `${code(address)} ${code(name)}`).join(', ')}.`]
      : []),
    ...table(
      ['Fact', { right: 'Value' }, 'Frames'],
      finding.evidence.map((fact) => factRow(fact, fileOf)),
    ),
    ...(alternatives.length ? ['', `Unless: ${alternatives.map(inline).join('; ')}.`] : []),
    ...(displayFilter ? ['', 'Display filter:', '', ...codeBlock('', [displayFilter])] : []),
    ...nextLines(finding.next),
  ];
}

function factRow(fact: Finding['evidence'][number], fileOf: FileOf): string[] {
  return [inline(fact.fact), inline(measured(fact)), inline(frameList(fact, fileOf).replace(/^frames? /, ''))];
}
