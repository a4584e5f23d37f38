/** A comparison as JSON. */
import { jsonText } from '../report/json-text.ts';
import type { RenderDiff } from './registry.ts';

/** Renders the comparison as JSON. */
export const render: RenderDiff = function* (difference) {
  yield `${jsonText(difference, 0)}\n`;
};
