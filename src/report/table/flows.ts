/** The largest flows. */
import type { Analysis } from '../analysis.ts';
import { withoutCarriers } from '../carriers.ts';
import { count } from '../quantities.ts';
import { flowLines } from '../text/flow-lines.ts';
import { andMore, heading } from '../text/lines.ts';
import type { Page } from '../text/page.ts';

/** The flows section; empty without flows. */
export function flowsSection(analysis: Analysis, page: Page): string[] {
  const { flows } = analysis;
  if (flows.total === 0) return [];
  const shown = withoutCarriers(analysis).slice(0, page.top);
  const kinds = Object.entries(flows.byProtocol)
    .sort(([, a], [, b]) => b - a)
    .map(([proto, number]) => `${proto} ${count(number)}`);
  return [
    ...heading('FLOWS', page.dotted([`${count(flows.total)} in all`, ...kinds]), page),
    ...shown.flatMap((flow) => flowLines(flow, page)),
    ...andMore(shown.length, flows.total, page),
  ];
}
