/** Where everything stands: stations above and below the line of their network, one panel below the other. */
import { count, counted } from '../../quantities.ts';
import { clipped } from '../markup.ts';
import type { Box, Link, Panel } from './model.ts';

/** In user units, which are pixels at full size. */
export const BOX_WIDTH = 184;
export const LINE_HEIGHT = 15;
export const PADDING = 8;
const GAP = 14;
const MARGIN = 16;
const TITLE = 30;
/** From the stations to the line of their network: room for the curves. */
const BAND = 54;
/** Below the line or the last stations: room for the line's name. */
const BELOW_LAST = 22;
/** Stations beside each other; two lines of them make a panel. */
const COLUMNS = 6;
/** A panel narrower than this has no room for its title. */
const MIN_COLUMNS = 3;
/** Lines of a box: more addresses are counted. */
const MAX_ADDRESSES = 3;
const MAX_MARKS = 2;
/** Characters that fit into a box. */
const MAX_CHARACTERS = 25;
/** Lines between boxes: beyond these nothing can be followed. */
const MAX_LINKS = 24;

/** One line of text in a box. */
export interface BoxLine {
  text: string;
  kind: 'name' | 'mac' | 'ip' | 'note' | 'fault' | 'warning';
}

export interface PlacedBox {
  box: Box;
  lines: BoxLine[];
  x: number;
  y: number;
  height: number;
  /** Stands below the line of the network. */
  below: boolean;
}

export interface PlacedPanel {
  panel: Panel;
  y: number;
  height: number;
  /** Height of the line that the stations are attached to. */
  mediumY: number;
  boxes: PlacedBox[];
  links: Link[];
  /** What is left out of the panel's boxes, and how many there are when a segment's list of hosts is itself cut; empty when nothing is. */
  rest: string;
}

/** The whole picture. */
export interface Layout {
  width: number;
  height: number;
  panels: PlacedPanel[];
}

/** All panels, each as high as its boxes need. */
export function layOut(panels: readonly Panel[]): Layout {
  const widest = Math.max(MIN_COLUMNS, ...panels.map(({ boxes }) => Math.min(COLUMNS, boxes.length)));
  const width = 2 * MARGIN + widest * BOX_WIDTH + (widest - 1) * GAP;
  const placed: PlacedPanel[] = [];
  let y = 0;
  for (const panel of panels) {
    const one = place(panel, y, width);
    placed.push(one);
    y += one.height + GAP;
  }
  return { width, height: Math.max(0, y - GAP), panels: placed };
}

function place(panel: Panel, y: number, width: number): PlacedPanel {
  const shown = chosen(panel.boxes);
  const links = panel.links.filter(({ from, to }) => shown.includes(from) && shown.includes(to)).sort(byImportance);
  const half = shown.length > COLUMNS ? Math.ceil(shown.length / 2) : shown.length;
  const above = shown.slice(0, half).map(sized);
  const below = shown.slice(half).map(sized);
  const bandTop = y + TITLE + tallest(above);
  const boxes = [
    ...above.map((one, i) => ({ ...one, x: xOf(i, above.length, width), y: bandTop - one.height, below: false })),
    ...below.map((one, i) => ({ ...one, x: xOf(i, below.length, width), y: bandTop + 2 * BAND, below: true })),
  ];
  const height = bandTop + (below.length > 0 ? 2 * BAND + tallest(below) : BAND) + BELOW_LAST - y;
  return {
    panel,
    y,
    height,
    mediumY: bandTop + BAND,
    boxes,
    links: links.slice(0, MAX_LINKS),
    rest: restOf(panel, shown),
  };
}

/** Those with faults, then the busiest; a panel's own order decides between equals. */
function chosen(boxes: readonly Box[]): Box[] {
  const order = [...boxes].sort(
    (a, b) => Number(b.faults.length > 0) - Number(a.faults.length > 0) || b.bytes - a.bytes,
  );
  const kept = new Set(order.slice(0, 2 * COLUMNS));
  return boxes.filter((box) => kept.has(box));
}

const byImportance = (a: Link, b: Link): number =>
  Number(b.kind !== 'talk') - Number(a.kind !== 'talk') || b.bytes - a.bytes;

function restOf({ boxes, stations }: Panel, shown: readonly Box[]): string {
  const left = boxes.length - shown.length;
  const all = stations !== null && stations > boxes.length ? `, ${count(stations)} in all` : '';
  return left > 0 ? `and ${count(left)} more of the listed stations${all}` : '';
}

const tallest = (boxes: readonly { height: number }[]): number => Math.max(0, ...boxes.map(({ height }) => height));

/** Where lines reach a box: at the side of its network. */
export const attachment = ({ y, height, below }: PlacedBox): number => (below ? y : y + height);

/** Evenly over the width. */
const xOf = (i: number, boxes: number, width: number): number =>
  Math.round(MARGIN + ((width - 2 * MARGIN) / boxes) * (i + 0.5) - BOX_WIDTH / 2);

function sized(box: Box): { box: Box; lines: BoxLine[]; height: number } {
  const lines = linesOf(box).map(({ text, kind }) => ({ text: clipped(text, MAX_CHARACTERS), kind }));
  return { box, lines, height: 2 * PADDING + lines.length * LINE_HEIGHT };
}

/** What a router stands in front of; long lists are counted. */
function behindLines(behind: readonly string[]): BoxLine[] {
  if (behind.length > MAX_ADDRESSES) return [{ text: `routes for ${counted(behind.length, 'address')}`, kind: 'note' }];
  return behind.map((ip) => ({ text: `for ${ip}`, kind: 'mac' }));
}

function linesOf({ name, mac, origin, ips, behind, faults, isMissing, carriesTunnel }: Box): BoxLine[] {
  const more = ips.length - MAX_ADDRESSES;
  const marks = [...new Map(faults.map((fault) => [fault.id, fault])).values()];
  const lines: (BoxLine | null)[] = [
    name === null ? null : { text: name, kind: 'name' },
    ...ips.slice(0, MAX_ADDRESSES).map((text): BoxLine => ({ text, kind: 'ip' })),
    more > 0 ? { text: `and ${counted(more, 'address')} more`, kind: 'note' } : null,
    mac === null ? null : { text: mac, kind: 'mac' },
    origin === '' ? null : { text: origin, kind: 'note' },
    ...behindLines([...behind]),
    carriesTunnel ? { text: 'tunnel endpoint', kind: 'note' } : null,
    isMissing ? { text: 'not in this capture', kind: 'note' } : null,
    ...marks
      .slice(0, MAX_MARKS)
      .map(({ id, severity }): BoxLine => ({ text: `⚠ ${id}`, kind: severity === 'warning' ? 'warning' : 'fault' })),
    marks.length > MAX_MARKS ? { text: `⚠ ${count(marks.length - MAX_MARKS)} more`, kind: 'fault' } : null,
  ];
  return lines.filter((line) => line !== null);
}
