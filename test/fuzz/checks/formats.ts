/** Every format of the registries renders every report, without a character that acts. */
import { assess } from '../../../src/check/assess.ts';
import { CHECK_FORMATS } from '../../../src/check/registry.ts';
import { compare } from '../../../src/diff/compare.ts';
import { DIFF_FORMATS } from '../../../src/diff/registry.ts';
import { pageOf } from '../../../src/handbook.ts';
import type { Analysis, Flow } from '../../../src/report/analysis.ts';
import { FLOW_FORMATS } from '../../../src/report/flow-list/registry.ts';
import type { RenderOptions } from '../../../src/report/format.ts';
import { FORMATS } from '../../../src/report/registry.ts';
import { runOf } from '../../check/runs.ts';
import { expectThat } from './fault.ts';
import { expectHarmless } from './hygiene.ts';

const NOT_ASCII = /[^\n\x20-\x7e]/;
const LAST_LINE = /\n$/;

/** Renders a report in every format. */
export async function renderReports(analysis: Analysis, options: RenderOptions): Promise<void> {
  for (const { id, load } of FORMATS) examine(id, (await load())(analysis, options), options);
}

/** Renders flows in every format. */
export async function renderFlows(flows: Flow[], options: RenderOptions): Promise<void> {
  const more = { ...options, total: flows.length };
  for (const { id, load } of FLOW_FORMATS) examine(`flows ${id}`, (await load())(flows, more), options);
}

/** Compares two reports, judges the later one by the earlier, and renders both outcomes in every format. */
export async function renderComparison(before: Analysis, after: Analysis, options: RenderOptions): Promise<void> {
  const [path] = [...after.inputs.map((input) => input.path), 'none.pcap'];
  const difference = compare({ path, analysis: before }, { path, analysis: after }, options.top);
  for (const { id, load } of DIFF_FORMATS) examine(`diff ${id}`, (await load())(difference, options), options);
  const outcome = assess(path, after, { expectations: [], failOn: 'info', baseline: difference });
  const run = runOf([{ ...outcome, seconds: 0 }]);
  const more = { ...options, pageOf };
  for (const { id, load } of CHECK_FORMATS) examine(`check ${id}`, (await load())(run, more), options);
}

/** A binary format gives bytes, which no terminal is shown. */
function examine(what: string, pieces: Iterable<unknown>, { unicode }: RenderOptions): void {
  const text = [...pieces].filter((piece) => typeof piece === 'string').join('');
  expectHarmless(what, text);
  if (what.endsWith('table') && !unicode) expectThat(!NOT_ASCII.test(text), `${what} leaves ASCII`);
  if (what.endsWith('json') && text !== '')
    for (const part of what.endsWith('ndjson') ? text.trim().split('\n') : [text]) parse(part);
  if (text !== '') expectThat(LAST_LINE.test(text), `${what} does not end its last line`);
}

function parse(text: string): void {
  if (text !== '') JSON.parse(text);
}
