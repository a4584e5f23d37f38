/** What is wrong, one block for each problem, the most severe first. */
import type { Analysis, Finding } from '../analysis.ts';
import { bySeverity, frameList, measured, nothingFound, severityCounts, timeSpan } from '../phrases.ts';
import { count, counted, percent } from '../quantities.ts';
import { fitting, more } from './list.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { code, type Section, type View } from './section.ts';
import { nextStep } from './verdict.ts';

/** A finding of ordinary length takes 2 kB; its lists end here, the JSON report has all of them. */
const BYTES = 100_000;
const MAX_FACTS = 12;
const MAX_ALTERNATIVES = 6;
const MAX_NAMES = 8;

/** The findings section; says so when nothing is wrong. */
export const findings: Section = { id: 'findings', title: 'Findings', body };

function body(analysis: Analysis, view: View): Markup {
  const { findings: all } = analysis;
  if (all.length === 0) return html`<p class="fine">None: ${nothingFound(analysis)}.</p>`;
  const shown = fitting(bySeverity(all), { top: view.top, bytes: BYTES }, (finding) => block(finding, view));
  return html`<p>${severityCounts(all)}.</p>
${shown}${more(shown.length, all.length)}`;
}

function block(finding: Finding, view: View): Markup {
  const { severity, id, subject, summary, next } = finding;
  return html`<details class="finding ${severity}" open>
<summary><h3><span class="severity ${severity}">${severity.toUpperCase()}</span> ${id} ${code(subject)}</h3></summary>
<p>${summary}</p>
<dl>${facts(finding, view).map(
    ([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>
`,
  )}</dl>
${nextStep(next)}</details>
`;
}

function facts(finding: Finding, { fileOf }: View): [label: string, value: Markup][] {
  const { confidence, evidence, alternatives, displayFilter, names } = finding;
  const seen = [counted(finding.count, 'time'), timeSpan(finding.first, finding.last), `${percent(confidence)} sure`];
  const proof = evidence.map((fact) => {
    const frames = frameList(fact, fileOf);
    return html`${fact.fact}: ${measured(fact)}${frames && html` <span class="dim">${frames}</span>`}`;
  });
  const entries: [string, Markup][] = [
    ['Seen', html`${seen.filter(Boolean).join(', ')}`],
    [
      'Whose',
      list(
        names.map(({ address, name }) => html`${code(address)} ${name}`),
        MAX_NAMES,
      ),
    ],
    ['Proof', list(proof, MAX_FACTS)],
    [
      'Unless',
      list(
        alternatives.map((text) => html`${text}`),
        MAX_ALTERNATIVES,
      ),
    ],
    ['Filter', code(displayFilter)],
  ];
  return entries.filter(([, value]) => value.text !== '');
}

function list(entries: readonly Markup[], limit: number): Markup {
  if (entries.length === 0) return NOTHING;
  const rest = entries.length - limit;
  const last = rest > 0 ? html`<li class="dim">and ${count(rest)} more (--format json)</li>` : NOTHING;
  return html`<ul>${entries.slice(0, limit).map((entry) => html`<li>${entry}</li>`)}${last}</ul>`;
}
