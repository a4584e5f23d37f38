/** Packets over time by segment, one on top of the other, on the axis of the chart above. */
import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter } from 'd3-shape';
import type { Analysis } from '../analysis.ts';
import { modeName, segmentName } from '../phrases.ts';
import { count, counted, duration } from '../quantities.ts';
import { AXIS, short, type TimeScale, timeAxis } from './chart.ts';
import { html, Markup, NOTHING } from './markup.ts';
import { scrolling } from './table.ts';
import { timelineScale, WIDTH } from './timeline-chart.ts';

const HEIGHT = 150;
/** Side of the square that shows a colour. */
const SWATCH = 12;
/** Classes of the layers; the style has a colour for each. */
const OTHERS = 'lane-others';

interface Layer {
  name: string;
  kind: string;
  frames: readonly number[];
}

/** The chart; nothing when there are fewer than two segments, or where the chart above draws nothing. */
export function segmentChart(analysis: Analysis): Markup {
  const { timeline } = analysis.l2;
  const scale = timelineScale(timeline);
  const layers = layersOf(analysis);
  if (scale === null || layers.length < 2) return NOTHING;
  const sums = cumulated(layers);
  const peak = Math.max(...sums[sums.length - 1]);
  const y = scaleLinear([0, Math.max(peak, 1)], [HEIGHT, 2]);
  // The highest first: each covers all of the one before but its own share.
  const paths = layers.map((layer, i) => layerPath(layer, sums[i], scale, y)).reverse();
  return html`<figure>
${scrolling(
  'Packets over time by segment',
  html`<svg role="img" aria-label="Packets over time by segment: ${layers.map(({ name }) => name).join('; ')}" width="${WIDTH}" height="${HEIGHT + AXIS}" viewBox="0 0 ${WIDTH} ${HEIGHT + AXIS}">${timeAxis(scale, 0, HEIGHT)}<g class="lanes">${paths}</g><text x="0" y="12">by segment</text><text class="dim" x="${scale.range()[1] + 8}" y="12">peak ${count(peak)}</text></svg>`,
)}
<ol class="lanes-key">${layers.map(keyOf)}</ol>
<figcaption>From bottom to top, in steps of ${duration(timeline.bucketSeconds)}; together all packets, each in the innermost of its segments.</figcaption>
</figure>
`;
}

function layersOf({ l2, segments }: Analysis): Layer[] {
  const { timeline } = l2;
  const known = timeline.segments.map(({ segment, frames }, i) => {
    const { verdict } = segments[segment];
    return { name: `${segmentName(segments[segment])}: ${modeName(verdict)}`, kind: `lane-${i + 1}`, frames };
  });
  const rest = timeline.others.some((frames) => frames > 0);
  return rest ? [...known, { name: 'everything else', kind: OTHERS, frames: timeline.others }] : known;
}

/** Of each layer, its packets and those of all below it. */
function cumulated(layers: readonly Layer[]): number[][] {
  const sum = layers[0].frames.map(() => 0);
  return layers.map(({ frames }) => frames.map((value, bucket) => (sum[bucket] += value)));
}

function layerPath(
  { name, kind }: Layer,
  sums: readonly number[],
  scale: TimeScale,
  y: (sum: number) => number,
): Markup {
  const [left, right] = scale.range();
  const path = area<number>(
    (_, bucket) => short(left + ((right - left) * bucket) / sums.length),
    HEIGHT,
    (sum) => short(y(sum)),
  ).curve(curveStepAfter);
  // Longer than a text may be; it is made of numbers and letters only.
  const drawn = new Markup(path([...sums, sums[sums.length - 1]]) ?? '');
  return html`<path class="${kind}" fill="none" stroke="currentColor" d="${drawn}"><title>${name}</title></path>`;
}

function keyOf({ name, kind, frames }: Layer): Markup {
  const total = frames.reduce((sum, value) => sum + value, 0);
  return html`<li><svg width="${SWATCH}" height="${SWATCH}" aria-hidden="true"><rect class="${kind}" width="${SWATCH}" height="${SWATCH}" fill="none" stroke="currentColor"/></svg> ${name}, ${counted(total, 'packet')}</li>`;
}
