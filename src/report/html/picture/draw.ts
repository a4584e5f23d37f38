/** The layout as SVG. Fill and stroke are also attributes, so that the picture is readable where a policy forbids all style. */
import { short } from '../chart.ts';
import { clipped, html, type Markup, NOTHING } from '../markup.ts';
import {
  attachment,
  BOX_WIDTH,
  type BoxLine,
  type Layout,
  LINE_HEIGHT,
  PADDING,
  type PlacedBox,
  type PlacedPanel,
} from './layout.ts';
import { drawLinks } from './links.ts';
import type { Box } from './model.ts';

const CORNER = 6;
/** Characters of a panel's title. */
const MAX_TITLE = 64;

/** The picture; `label` says it in words. */
export const draw = ({ width, height, panels }: Layout, label: string): Markup =>
  html`<svg class="picture" role="img" aria-label="${label}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${panels.map((panel) => drawPanel(panel, width))}</svg>`;

function drawPanel({ panel, y, height, mediumY, boxes, links, rest }: PlacedPanel, width: number): Markup {
  const centres = boxes.map(({ x }) => x + BOX_WIDTH / 2);
  const [from, to] = [Math.min(...centres) - BOX_WIDTH / 2, Math.max(...centres) + BOX_WIDTH / 2];
  return html`<g${panel.tunnel === null ? NOTHING : html` class="overlay"`}><rect class="ground" x="0.5" y="${y + 0.5}" width="${width - 1}" height="${short(height - 1)}" rx="${CORNER}" fill="none" stroke="currentColor"/>
<text class="title" x="14" y="${y + 20}">${clipped(panel.title, MAX_TITLE)}</text><text class="dim" x="${width - 14}" y="${y + 20}" text-anchor="end">${rest}</text>
${boxes.map((box) => drop(box, mediumY))}<line class="medium" x1="${from}" x2="${to}" y1="${mediumY}" y2="${mediumY}" stroke="currentColor"/>
${drawLinks(links, boxes)}<text class="medium-name" x="${from}" y="${mediumY + 15}">${panel.medium}</text>
${boxes.map(drawBox)}</g>
`;
}

function drop(box: PlacedBox, mediumY: number): Markup {
  const x = box.x + BOX_WIDTH / 2;
  return box.box.isMissing
    ? NOTHING
    : html`<line class="drop" x1="${x}" x2="${x}" y1="${attachment(box)}" y2="${mediumY}" stroke="currentColor"/>`;
}

function drawBox({ box, lines, x, y, height }: PlacedBox): Markup {
  const texts = lines.map((line, i) => textLine(line, x + PADDING, y + PADDING + (i + 1) * LINE_HEIGHT - 4));
  return html`<g><rect class="${boxClass(box)}" x="${x}" y="${y}" width="${BOX_WIDTH}" height="${height}" rx="${CORNER}" fill="none" stroke="currentColor"/>${texts}</g>
`;
}

const textLine = ({ text, kind }: BoxLine, x: number, y: number): Markup =>
  html`<text class="${kind}" x="${x}" y="${y}">${text}</text>`;

function boxClass({ faults, isMissing, carriesTunnel }: Box): string {
  const worst = faults.length === 0 ? '' : faults.every(({ severity }) => severity === 'warning') ? 'warned' : 'faulty';
  return ['box', worst, isMissing ? 'missing' : '', carriesTunnel ? 'endpoint' : ''].filter(Boolean).join(' ');
}
