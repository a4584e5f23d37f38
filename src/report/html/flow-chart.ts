/** When the largest flows ran: a bar from the first to the last packet of each. */
import type { Flow } from '../analysis.ts';
import { flowProtocol, socketText } from '../phrases.ts';
import { bytes } from '../quantities.ts';
import { AXIS, short, type TimeScale, timeAxis, timeScale } from './chart.ts';
import { clipped, html, type Markup, NOTHING } from './markup.ts';
import { scrolling } from './table.ts';

/** Bars that are seen at a glance. */
const MAX_FLOWS = 15;
const WIDTH = 960;
const LABEL = 400;
const ROW = 18;
/** Characters that fit in front of the bars: two IPv4 sockets do. */
const MAX_LABEL = 62;
/** A flow of one packet is seen. */
const MIN_BAR = 3;

type Timed = Flow & { first: string; last: string };

/** The chart; nothing for fewer than two flows, or when all happened at one time. */
export function flowChart(flows: readonly Flow[]): Markup {
  const timed = flows.filter(isTimed).slice(0, MAX_FLOWS);
  const from = Math.min(...timed.map(({ first }) => Date.parse(first)));
  const to = Math.max(...timed.map(({ last }) => Date.parse(last)));
  if (timed.length < 2 || !(to > from)) return NOTHING;
  const scale = timeScale(from, to, [LABEL, WIDTH - 30]);
  const bottom = timed.length * ROW;
  return html`<figure>
${scrolling(
  'Flows over time',
  html`<svg role="img" aria-label="When the largest flows ran" width="${WIDTH}" height="${bottom + AXIS}" viewBox="0 0 ${WIDTH} ${bottom + AXIS}">${timeAxis(scale, 0, bottom)}${timed.map((flow, i) => line(flow, i * ROW, scale))}</svg>`,
)}
<figcaption>When the ${timed.length} largest flows ran${timed.some(({ layer }) => layer === 'inner') ? html`: <span class="legend outer">outside tunnels</span>, <span class="legend inner">inside a tunnel</span>` : NOTHING}.</figcaption>
</figure>
`;
}

const isTimed = (flow: Flow): flow is Timed => flow.first !== null && flow.last !== null;

function line(flow: Timed, y: number, scale: TimeScale): Markup {
  const start = scale(Date.parse(flow.first));
  const length = Math.max(MIN_BAR, scale(Date.parse(flow.last)) - start);
  const name = clipped(`${socketText(flow.a)} → ${socketText(flow.b)}`, MAX_LABEL);
  return html`<text x="0" y="${y + ROW - 5}">${name}</text><rect class="${flow.layer}" x="${short(start)}" y="${y + 4}" width="${short(length)}" height="${ROW - 8}"><title>${flowProtocol(flow)}, ${bytes(flow.bytesAB + flow.bytesBA)}</title></rect>`;
}
