/** The curves between boxes: who talks to whom, tunnels, and faults. */
import { bytes, counted } from '../../quantities.ts';
import { short } from '../chart.ts';
import { clipped, html, type Markup, NOTHING } from '../markup.ts';
import { attachment, BOX_WIDTH, type PlacedBox } from './layout.ts';
import type { Link } from './model.ts';

/** Depth of a curve: a little more for boxes further apart, within the room above the line of the network. */
const MIN_DEPTH = 20;
const DEPTH_PER_UNIT = 0.05;
const MAX_DEPTH = 52;
/** Width of what talks: the busiest of a panel is widest. */
const THINNEST = 1.2;
const THICKEST = 6;
/** Characters of a name at a curve. */
const MAX_NAME = 32;
/** More names of faults would cover each other; the boxes have them all. */
const MAX_NAMED_FAULTS = 3;

/** What sets kinds apart that join the same boxes: where they start from the middle of a box, further depth, and their name's place. */
const KINDS = {
  talk: { shift: 6, deeper: 0, nameY: -4 },
  tunnel: { shift: -8, deeper: 8, nameY: 4 },
  fault: { shift: 20, deeper: 0, nameY: -4 },
} as const;

/** All curves of a panel, faults on top. */
export function drawLinks(links: readonly Link[], boxes: readonly PlacedBox[]): Markup[] {
  const busiest = Math.max(1, ...links.filter(({ kind }) => kind === 'talk').map((link) => link.bytes));
  const crowded = links.filter(({ kind }) => kind === 'fault').length > MAX_NAMED_FAULTS;
  return links.toReversed().map((link) => {
    const ends = boxes.filter(({ box }) => box === link.from || box === link.to).sort((a, b) => a.x - b.x);
    const name = crowded && link.kind === 'fault' ? '' : clipped(link.label, MAX_NAME);
    return ends.length === 2
      ? drawLink(link, name, curve(ends[0], ends[1], link.kind), widthOf(link, busiest))
      : NOTHING;
  });
}

interface Curve {
  path: string;
  /** Where its name stands. */
  x: number;
  y: number;
}

function drawLink(
  { kind, label, bytes: sent, flows }: Link,
  name: string,
  { path, x, y }: Curve,
  width: number,
): Markup {
  const title = flows > 0 ? `${counted(flows, 'flow')}, ${bytes(sent)}` : clipped(label, MAX_NAME);
  const text = html`<text class="label ${kind}" x="${x}" y="${y}" text-anchor="middle">${name}</text>`;
  return html`<path class="link ${kind}" d="${path}" fill="none" stroke="currentColor" stroke-width="${short(width)}"><title>${title}</title></path>${name === '' ? NOTHING : text}
`;
}

function widthOf({ kind, bytes: sent }: Link, busiest: number): number {
  if (kind === 'talk') return THINNEST + (THICKEST - THINNEST) * Math.sqrt(sent / busiest);
  return kind === 'tunnel' ? 9 : 2.5;
}

/** From the left box to the right one, dipping towards the line of the network. */
function curve(left: PlacedBox, right: PlacedBox, kind: Link['kind']): Curve {
  const { shift, deeper, nameY } = KINDS[kind];
  const [ax, bx] = [left.x + BOX_WIDTH / 2 + shift, right.x + BOX_WIDTH / 2 - shift].map(short);
  const [ay, by] = [attachment(left), attachment(right)].map(short);
  const depth = Math.min(MAX_DEPTH, MIN_DEPTH + Math.abs(bx - ax) * DEPTH_PER_UNIT) + deeper;
  const [ac, bc] = [ay + (left.below ? -depth : depth), by + (right.below ? -depth : depth)].map(short);
  // Bézier: the middle is an eighth of each end and three eighths of each handle.
  const middle = (ay + by + 3 * (ac + bc)) / 8;
  return {
    path: `M${ax} ${ay}C${ax} ${ac} ${bx} ${bc} ${bx} ${by}`,
    x: short((ax + bx) / 2),
    y: short(middle + nameY),
  };
}
