/** The inferred network as a drawing: stations at their network, tunnels, who talks to whom, and where the faults are. */
import type { Analysis } from '../analysis.ts';
import { modeName } from '../phrases.ts';
import { count, counted } from '../quantities.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { draw } from './picture/draw.ts';
import { markFaults } from './picture/faults.ts';
import { layOut } from './picture/layout.ts';
import type { Box, Panel } from './picture/model.ts';
import { panelsOf } from './picture/panels.ts';
import type { Section } from './section.ts';
import { scrolling } from './table.ts';

/** The drawing; nothing when nobody was seen. */
export const picture: Section = { id: 'network', title: 'The network as it was seen', body };

function body(analysis: Analysis): Markup {
  const panels = panelsOf(analysis);
  if (panels.length === 0) return NOTHING;
  for (const box of panels.flatMap(({ boxes }) => boxes)) describe(box, analysis);
  markFaults(panels, analysis);
  const left = analysis.segments.length - panels.length;
  return html`<figure>
${scrolling('Drawing of the network', draw(layOut(panels), summary(panels, analysis)))}
<figcaption>Boxes are stations with their addresses; curves show who talks to whom, the wider the more bytes. Dashed red: findings.${left > 0 ? ` And ${counted(left, 'more segment')}.` : ''}</figcaption>
</figure>
`;
}

function describe(box: Box, { endpoints }: Analysis): void {
  const station = endpoints.macs.find(({ mac }) => mac === box.mac);
  const address = endpoints.ips.find(({ ip, name }) => name !== null && box.ips.includes(ip));
  box.name = address?.name ?? station?.name ?? null;
  if (station !== undefined) box.origin = station.vendor ?? (station.locallyAdministered ? 'made-up MAC' : '');
}

function summary(panels: readonly Panel[], { verdict }: Analysis): string {
  const boxes = panels.flatMap((panel) => panel.boxes);
  const faulty = boxes.filter(({ faults }) => faults.length > 0).length;
  const faults = faulty > 0 ? `, ${count(faulty)} with findings` : '';
  return `Drawing of a ${modeName(verdict)} network: ${counted(boxes.length, 'station')} in ${counted(panels.length, 'segment')}${faults}`;
}
