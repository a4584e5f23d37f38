/** A share as a bar beside its number, which says the same to those who do not see it. */
import { html, type Markup } from './markup.ts';

/** Length of a full bar in user units. */
const FULL = 100;

/** The bar of a ratio from 0 to 1; shares above zero are visible. */
export const bar = (ratio: number): Markup => drawn(0, Math.max(ratio > 0 ? 1 : 0, ratio * FULL), 'for');

/** A bar to the right of the middle for weights above zero, to the left for those below; `ratio` from -1 to 1. */
export function balance(ratio: number): Markup {
  const length = Math.max(1, (Math.min(1, Math.abs(ratio)) * FULL) / 2);
  return ratio < 0 ? drawn(FULL / 2 - length, length, 'against') : drawn(FULL / 2, length, 'for');
}

function drawn(start: number, length: number, kind: 'for' | 'against'): Markup {
  return html`<svg class="bar" viewBox="0 0 ${FULL} 8" width="128" height="10" aria-hidden="true" preserveAspectRatio="none"><rect class="track" width="${FULL}" height="8" fill-opacity="0.2"/><rect class="${kind}" x="${rounded(start)}" width="${rounded(length)}" height="8"/></svg>`;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
