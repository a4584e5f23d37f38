/** The report for a terminal: what matters first, and once more on the last line, because that one stays on the screen. */
import type { Analysis } from './analysis.ts';
import type { AddressOf, Render, RenderOptions } from './format.ts';
import { fileNames } from './phrases.ts';
import { shortened } from './shortened.ts';
import { broadcastSection } from './table/broadcast.ts';
import { conclusion } from './table/conclusion.ts';
import { declaredSection } from './table/declared.ts';
import { findingsSection } from './table/findings.ts';
import { flowsSection } from './table/flows.ts';
import { headerSection } from './table/header.ts';
import { protocolsSection } from './table/protocols.ts';
import { remarksSection } from './table/remarks.ts';
import { segmentsSection } from './table/segments.ts';
import { stationsSection } from './table/stations.ts';
import { tunnelsSection } from './table/tunnels.ts';
import { verdictSection } from './table/verdict.ts';
import { NBSP, type Page, pageOf } from './text/page.ts';
import { safe } from './text/safe.ts';

/** In the order of importance; each gives no line when it has nothing to say. */
const SECTIONS: readonly ((analysis: Analysis, page: Page) => string[])[] = [
  headerSection,
  verdictSection,
  findingsSection,
  broadcastSection,
  segmentsSection,
  declaredSection,
  stationsSection,
  tunnelsSection,
  flowsSection,
  protocolsSection,
  remarksSection,
  conclusion,
];

/** Renders the report as text. */
export const render: Render = function* (analysis, options) {
  const clean = safe(shortened(analysis, options.top), options.unicode);
  const page = pageOf({ ...options, addressOf: addressByName(analysis, clean, options) }, fileNames(clean.inputs));
  for (const section of SECTIONS) for (const line of section(clean, page)) yield `${line.replaceAll(NBSP, ' ')}\n`;
};

/** Where an input is, by its name as it is shown. */
function addressByName(original: Analysis, shown: Analysis, { addressOf = () => null }: RenderOptions): AddressOf {
  const paths = new Map(shown.inputs.map(({ path }, i) => [path, original.inputs[i].path]));
  return (path) => addressOf(paths.get(path) ?? path);
}
