/** Packets, broadcast, multicast and ARP over time, one below the other on one axis. */
import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter } from 'd3-shape';
import type { LinkLayer } from '../analysis.ts';
import { count, dateTime, duration } from '../quantities.ts';
import { AXIS, short, type TimeScale, timeAxis, timeScale } from './chart.ts';
import { html, Markup, NOTHING } from './markup.ts';
import { scrolling } from './table.ts';

export const WIDTH = 960;
const LABEL = 80;
const PEAK = 130;
const ROW = 44;
const GAP = 10;

const LANES = [
  ['frames', 'all packets'],
  ['broadcast', 'broadcast'],
  ['multicast', 'multicast'],
  ['arp', 'ARP'],
] as const;

/** The chart; nothing for a capture within one bucket or without time stamps. */
export function timelineChart({ timeline }: LinkLayer): Markup {
  const { start, bucketSeconds } = timeline;
  const scale = timelineScale(timeline);
  if (start === null || scale === null) return NOTHING;
  const from = Date.parse(start);
  const milliseconds = bucketSeconds * 1000;
  const bottom = LANES.length * (ROW + GAP);
  const rows = LANES.map(([lane, name], i) => {
    const x = timeline[lane].map((_, bucket) => scale(from + bucket * milliseconds));
    return laneRow({ lane, name, top: i * (ROW + GAP), x: [...x, WIDTH - PEAK], bucketSeconds }, timeline[lane]);
  });
  return html`<figure>
${scrolling(
  'Packets over time',
  html`<svg role="img" aria-label="Packets, broadcast, multicast and ARP over time" width="${WIDTH}" height="${bottom + AXIS}" viewBox="0 0 ${WIDTH} ${bottom + AXIS}">${timeAxis(scale, 0, bottom)}${rows}</svg>`,
)}
<figcaption>From ${dateTime(start)}, ${duration(bucketSeconds)} a step; each row has a scale of its own.</figcaption>
</figure>
`;
}

/** From the first bucket to the end of the last; null for a capture within one, without time stamps, or beyond the years that clocks can tell. */
export function timelineScale({ start, bucketSeconds, frames }: LinkLayer['timeline']): TimeScale | null {
  if (start === null || frames.length < 2) return null;
  const from = Date.parse(start);
  const to = from + frames.length * bucketSeconds * 1000;
  return Number.isNaN(new Date(to).getTime()) ? null : timeScale(from, to, [LABEL, WIDTH - PEAK]);
}

interface Lane {
  lane: string;
  name: string;
  top: number;
  /** Left border of each bucket, and the right one of the last. */
  x: readonly number[];
  bucketSeconds: number;
}

function laneRow({ lane, name, top, x, bucketSeconds }: Lane, series: readonly number[]): Markup {
  const peak = series.reduce((most, value) => Math.max(most, value), 0);
  const y = scaleLinear([0, Math.max(peak, 1)], [top + ROW, top + 2]);
  // Every value above zero is seen, however large the peak.
  const height = (value: number): number => (value > 0 ? Math.min(y(value), top + ROW - 1) : top + ROW);
  const path = area<number>(
    (_, i) => short(x[i]),
    top + ROW,
    (value) => short(height(value)),
  ).curve(curveStepAfter);
  // Longer than a text may be; it is made of numbers and letters only.
  const drawn = new Markup(path([...series, 0]) ?? '');
  const note = peak ? `peak ${count(peak)} in ${duration(bucketSeconds)}` : 'none';
  return html`<path class="${lane}" d="${drawn}"/><text x="0" y="${top + ROW - 4}">${name}</text><text class="dim" x="${WIDTH - PEAK + 8}" y="${top + ROW - 4}">${note}</text>`;
}
