/** The head of the page: what was captured, the answer, and the figures one looks for first. */
import { fileName } from '../../base/file-name.ts';
import type { Analysis, Input } from '../analysis.ts';
import { filterText, modeName, severityCounts } from '../phrases.ts';
import { bytes, count, counted, dateTime, duration, percent } from '../quantities.ts';
import { fitting, more } from './list.ts';
import { clipped, html, type Markup, NOTHING } from './markup.ts';
import { code } from './section.ts';

/** Input files named here; the section about inputs has more. */
const INPUTS = { top: 4, bytes: 6_000 };
/** Characters of a document's title: a tab or a window list shows no more. */
const TITLE = 64;

/** The document's title. */
export const documentTitle = ({ verdict, inputs }: Analysis): string =>
  clipped(`${modeName(verdict)}: ${inputs.map(({ path }) => fileName(path)).join(', ')}`, TITLE);

/** Heading, files and figures. */
export function opening(analysis: Analysis): Markup {
  const { verdict, inputs, findings } = analysis;
  const shown = fitting(inputs, INPUTS, inputLine);
  return html`<header>
<h1>Network capture: ${modeName(verdict)}, ${findings.length ? severityCounts(findings) : 'no findings'}</h1>
${shown}${more(shown.length, inputs.length)}${filtered(analysis)}${incomplete(inputs)}
<ul class="figures large">${figuresOf(analysis).map(([value, label]) => html`<li><b>${value}</b> ${label}</li>`)}</ul>
</header>
`;
}

function inputLine({ path, format, compression, bytes: size, interfaces }: Input): Markup {
  const packed = compression === 'none' ? format : `${format}, ${compression}`;
  const names = interfaces.flatMap(({ name }) => name ?? []);
  const on = names.length ? ` on ${names.slice(0, INPUTS.top).join(', ')}${names.length > INPUTS.top ? '…' : ''}` : '';
  return html`<p class="dim">${code(path)} ${packed}, ${bytes(size)}${on}</p>
`;
}

function filtered(analysis: Analysis): Markup {
  const filter = filterText(analysis);
  return filter === null
    ? NOTHING
    : html`<p class="dim">only packets that match --filter: ${code(filter)}</p>
`;
}

function incomplete(inputs: readonly Input[]): Markup {
  const cutShort = inputs.filter(({ complete }) => !complete).length;
  if (cutShort === 0) return NOTHING;
  const which = inputs.length === 1 ? 'the capture is' : `${count(cutShort)} of ${count(inputs.length)} captures are`;
  return html`<p class="open"><strong>Incomplete:</strong> ${which} damaged or cut short; <a href="#notes">see the notes</a>.</p>`;
}

function figuresOf({ capture, flows, endpoints, l2, findings }: Analysis): [value: string, label: string][] {
  const when = capture.first === null ? 'no packets' : `from ${dateTime(capture.first)}`;
  const figures: [string, string][] = [
    [count(capture.frames), `packets, ${bytes(capture.bytesOriginal)} on the wire`],
    [duration(capture.durationSeconds), when],
    [count(flows.total), 'flows'],
    [counted(endpoints.totals.ips, 'address'), counted(endpoints.totals.macs, 'MAC')],
    [count(findings.length), findings.length === 1 ? 'finding' : 'findings'],
  ];
  if (l2.frames > 0)
    figures.push([percent(l2.broadcast.ratio), `broadcast, ${count(l2.arp.unanswered)} ARP unanswered`]);
  return figures;
}
