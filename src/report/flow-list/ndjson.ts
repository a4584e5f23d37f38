/** Flows as newline-delimited JSON: each line is an object as in flows.top of the report. */
import type { RenderFlows } from '../format.ts';
import { jsonText } from '../json-text.ts';

/** Renders one flow a line. */
export const render: RenderFlows = function* (flows) {
  for (const flow of flows) yield `${jsonText(flow)}\n`;
};
