/** The report as one page: nothing is fetched, nothing needs a script, and nothing from a capture can act as markup. */
import type { Analysis } from './analysis.ts';
import type { Render, RenderOptions } from './format.ts';
import { broadcast } from './html/broadcast.ts';
import { declared } from './html/declared.ts';
import { endpoints } from './html/endpoints.ts';
import { findings } from './html/findings.ts';
import { flows } from './html/flows.ts';
import { inputs } from './html/inputs.ts';
import { html, Markup } from './html/markup.ts';
import { matrix } from './html/matrix.ts';
import { notes } from './html/notes.ts';
import { documentTitle, opening } from './html/opening.ts';
import { picture } from './html/picture.ts';
import { contentSecurityPolicy } from './html/policy.ts';
import { protocols } from './html/protocols.ts';
import { SCRIPT } from './html/script.ts';
import { framed, type Section } from './html/section.ts';
import { segments } from './html/segments.ts';
import { STYLE } from './html/style.ts';
import { tunnels } from './html/tunnels.ts';
import { verdict } from './html/verdict.ts';
import { addressNames } from './names.ts';
import { fileNames } from './phrases.ts';
import { safe } from './text/safe.ts';

/** In the order of importance; each gives nothing when it has nothing to say. */
const SECTIONS: readonly Section[] = [
  verdict,
  picture,
  findings,
  broadcast,
  segments,
  declared,
  matrix,
  endpoints,
  tunnels,
  flows,
  protocols,
  inputs,
  notes,
];

/** More entries fit into no list of the page, whatever --top says. */
const MAX_LISTED = 2000;

/** Renders reports as HTML. */
export async function renderer(): Promise<Render> {
  const policy = await contentSecurityPolicy();
  return (analysis, options) => page(analysis, options, policy);
}

function* page(analysis: Analysis, { top }: RenderOptions, policy: string): Generator<string> {
  const clean = safe(listed(analysis, Math.min(top, MAX_LISTED)), true);
  const view = { top, fileOf: fileNames(clean.inputs), names: addressNames(clean) };
  const bodies = SECTIONS.map((section) => [section, section.body(clean, view)] as const);
  const shown = bodies.filter(([, body]) => body.text !== '').map(([section]) => section);
  yield head(documentTitle(clean), policy).text;
  yield html`<body>
${opening(clean)}<nav aria-label="Sections"><ul>${shown.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<main>
`.text;
  for (const [section, body] of bodies) yield framed(section, body).text;
  yield html`</main>
<footer>${clean.tool.name} ${clean.tool.version}</footer>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`.text;
}

/** Endpoints and flows that no list will show are not even looked at. */
const listed = (analysis: Analysis, top: number): Analysis => ({
  ...analysis,
  endpoints: {
    ...analysis.endpoints,
    macs: analysis.endpoints.macs.slice(0, top),
    ips: analysis.endpoints.ips.slice(0, top),
  },
  flows: { ...analysis.flows, top: analysis.flows.top.slice(0, top) },
});

const head = (title: string, policy: string): Markup => html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Markup(STYLE)}</style>
</head>
`;
