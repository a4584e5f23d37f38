/** A run of `netsight check` as JSON. */
import { jsonText } from '../report/json-text.ts';
import type { RenderCheck } from './registry.ts';

/** Renders the run as JSON. */
export const render: RenderCheck = function* (report) {
  yield `${jsonText(report, 0)}\n`;
};
