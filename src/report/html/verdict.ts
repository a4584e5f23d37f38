/** The verdict, why it is believed, what else it could be, and what to do to be sure. */
import type { Analysis, Next, SignalEvidence, Verdict } from '../analysis.ts';
import { frameList, isOpen, modeName, sureness } from '../phrases.ts';
import { percent } from '../quantities.ts';
import { balance, bar } from './bar.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import type { Section, View } from './section.ts';
import { table } from './table.ts';

/** Weight that fills a bar: 30 decibans are a factor of a thousand. */
const FULL_DECIBANS = 30;
/** The classifier has some fifty rules; further answers are hardly likelier than nothing. */
const EVIDENCE = { top: 60, bytes: 20_000 };
const CANDIDATES = { top: 6, bytes: 5_000 };
/** Sentences about where the capture was taken. */
const MAX_PLACES = 6;

/** The verdict section. */
export const verdict: Section = {
  id: 'verdict',
  title: 'Verdict',
  body: (
    { verdict: found }: Analysis,
    view: View,
  ) => html`<p class="answer"><strong>${modeName(found)}</strong>, ${sureness(found)}. ${found.summary}</p>
${open(found)}${evidenceTable(found, view)}${candidateTable(found)}${place(found)}${found.next === null ? NOTHING : nextStep(found.next)}`,
};

/** What to do, where and why. */
export const nextStep = ({ where, command, why }: Next): Markup =>
  html`<p><strong>Next:</strong> ${where}: ${why}</p>
${command ? html`<pre><code>${command}</code></pre>` : NOTHING}`;

function open(found: Verdict): Markup {
  if (!isOpen(found)) return NOTHING;
  const [first, second] = found.candidates.map(modeName);
  return html`<p class="open"><strong>Not decided:</strong> this capture alone cannot tell ${first} from ${second}.</p>`;
}

function evidenceTable({ evidence }: Verdict, { fileOf }: View): Markup {
  return table<SignalEvidence>(
    [
      { title: 'Decibans', numeric: true, cell: ({ decibans }) => weight(decibans) },
      { title: 'Against · for', cell: ({ decibans }) => balance(decibans / FULL_DECIBANS) },
      { title: 'Evidence', wide: true, cell: ({ statement }) => statement },
      { title: 'About', cell: ({ decibans, supports }) => `${decibans < 0 ? 'against' : 'for'} ${supports}` },
      { title: 'Frames', cell: (signal) => frameList(signal, fileOf).replace(/^frames? /, '') },
    ],
    evidence,
    { label: 'Evidence: +10 decibans make an answer ten times likelier', total: evidence.length, ...EVIDENCE },
  );
}

const weight = (decibans: number): string => `${decibans < 0 ? '−' : '+'}${Math.abs(Math.round(decibans))}`;

function candidateTable({ candidates }: Verdict): Markup {
  if (candidates.length < 2) return NOTHING;
  return table<Verdict['candidates'][number]>(
    [
      { title: 'Answer', cell: (candidate) => modeName(candidate) },
      { title: 'Probability', numeric: true, cell: ({ probability }) => percent(probability) },
      { title: 'Share', cell: ({ probability }) => bar(probability) },
    ],
    candidates,
    { label: 'Possible answers', total: candidates.length, ...CANDIDATES },
  );
}

function place({ vantage }: Verdict): Markup {
  if (vantage === null) return NOTHING;
  const why = vantage.evidence.slice(0, MAX_PLACES);
  return html`<p><strong>Taken at:</strong> ${vantage.id} (${percent(vantage.confidence)})${why.map((reason, i) => html`${i ? '; ' : ': '}${reason}`)}</p>
`;
}
