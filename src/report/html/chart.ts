/** What the charts over time share: the axis, its clock, and numbers short enough to be written a thousand times. */
import { scaleUtc } from 'd3-scale';
import { html, type Markup } from './markup.ts';

/** User units that a tick needs for its text: hh:mm:ss or a date, and with milliseconds. */
const TICK_WIDTH = 62;
const FINE_TICK_WIDTH = 86;
/** How many ticks are asked for in turn: a scale gives what is round, up to twice as many. */
const ASKED = [8, 6, 4, 3, 2];
/** Height of a tick's text. */
export const AXIS = 18;

/** Time to user units. */
export type TimeScale = ReturnType<typeof scaleUtc<number>>;

/** A scale over milliseconds since 1970; a chart of one instant is a millisecond wide. */
export const timeScale = (from: number, to: number, range: [number, number]): TimeScale =>
  scaleUtc<number>()
    .domain([from, Math.max(to, from + 1)])
    .range(range);

/** Times below a chart, with a line up to its top at each. */
export function timeAxis(scale: TimeScale, top: number, bottom: number): Markup {
  const times = ticksOf(scale);
  const ticks = times.map((time) => {
    const x = short(scale(time));
    return html`<line class="axis" x1="${x}" x2="${x}" y1="${top}" y2="${bottom}" stroke="currentColor"/><text class="dim" x="${x}" y="${bottom + AXIS - 5}" text-anchor="middle">${clock(time, stepOf(times))}</text>`;
  });
  return html`<g>${ticks}</g>`;
}

/** As many round times as have room. */
function ticksOf(scale: TimeScale): Date[] {
  const [left, right] = scale.range();
  const fits = (ticks: Date[]): boolean =>
    ticks.length * (stepOf(ticks) < 1000 ? FINE_TICK_WIDTH : TICK_WIDTH) <= right - left;
  return ASKED.map((number) => scale.ticks(number)).find(fits) ?? [];
}

/** Milliseconds between ticks. */
const stepOf = (times: readonly Date[]): number => Number(times[1]) - Number(times[0]);

/** One decimal is a tenth of a pixel. */
export const short = (value: number): number => Math.round(value * 10) / 10;

/** Milliseconds only where ticks are closer than a second, the day only where they are further apart. */
function clock(time: Date, step: number): string {
  const text = time.toISOString();
  if (step < 1000) return text.slice(11, 23);
  return step < 86_400_000 ? text.slice(11, 19) : text.slice(0, 10);
}
