/** Flows for a terminal. */
import type { Flow } from '../analysis.ts';
import type { RenderFlows } from '../format.ts';
import { counted } from '../quantities.ts';
import { flowLines } from '../text/flow-lines.ts';
import { andMore } from '../text/lines.ts';
import { NBSP, type Page, pageOf } from '../text/page.ts';
import { safe } from '../text/safe.ts';

/** Renders flows as text, with their number on the last line. */
export const render: RenderFlows = function* (flows, options) {
  const page = pageOf(options);
  let shown = 0;
  for (const flow of flows) {
    if (shown === page.top) break;
    shown++;
    yield lines(safe(flow, options.unicode), page);
  }
  for (const line of andMore(shown, options.total, page)) yield `${line}\n`;
  yield `${counted(options.total, 'flow')}\n`;
};

function lines(flow: Flow, page: Page): string {
  return flowLines(flow, page)
    .map((line) => `${line.replaceAll(NBSP, ' ')}\n`)
    .join('');
}
