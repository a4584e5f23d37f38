/** What is wrong, the most severe first. */
import type { Analysis, Finding } from '../analysis.ts';
import { bySeverity, type FileOf, fileNames, frameList, measured, nothingFound, timeSpan } from '../phrases.ts';
import { count, percent } from '../quantities.ts';
import { code, codeBlock, inline } from './escape.ts';
import type { Part } from './fit.ts';
import { andMore, more, table } from './table.ts';
import { nextLines } from './verdict.ts';

/** A part for each finding, the worst one always kept; says so when nothing is wrong. */
export function findingParts(analysis: Analysis, { top, facts }: { top: number; facts: number }): Part[] {
  const { findings, inputs } = analysis;
  const fileOf = fileNames(inputs);
  const heading = ['', '## Findings'];
  const [worst, ...others] = bySeverity(findings)
    .slice(0, top)
    .map((finding) => block(finding, fileOf, facts));
  const first = worst ?? (findings.length ? [] : ['', `None: ${nothingFound(analysis)}.`]);
  return [
    { name: 'Findings', lines: [...heading, ...first], isKept: true },
    ...others.map((lines) => ({ name: 'less severe findings', lines })),
    { name: 'the number of all findings', lines: more(Math.min(top, findings.length), findings.length) },
  ];
}

function block(finding: Finding, fileOf: FileOf, facts: number): string[] {
  const { severity, id, subject, summary, confidence, displayFilter, alternatives, names, evidence } = finding;
  const seen = [`${count(finding.count)}×`, timeSpan(finding.first, finding.last), `${percent(confidence)} sure`];
  const rows = evidence.slice(0, facts).map((fact) => factRow(fact, fileOf));
  const whose = names.slice(0, facts).map(({ address, name }) => `${code(address)} ${code(name)}`);
  const unless = alternatives.slice(0, facts).map(inline);
  return [
    '',
    `### ${severity.toUpperCase()}: ${inline(id)} ${code(subject)}`,
    '',
    inline(summary),
    '',
    `Seen ${seen.filter(Boolean).join(', ')}.`,
    ...(names.length ? ['', `Whose: ${whose.join(', ')}${andMore(whose, names)}.`] : []),
    ...table(['Fact', { right: 'Value' }, 'Frames'], rows),
    ...more(rows.length, evidence.length, '--max-bytes N'),
    ...(alternatives.length ? ['', `Unless: ${unless.join('; ')}${andMore(unless, alternatives)}.`] : []),
    ...(displayFilter ? ['', 'Display filter:', '', ...codeBlock('', [displayFilter])] : []),
    ...nextLines(finding.next),
  ];
}

function factRow(fact: Finding['evidence'][number], fileOf: FileOf): string[] {
  return [inline(fact.fact), inline(measured(fact)), inline(frameList(fact, fileOf).replace(/^frames? /, ''))];
}
