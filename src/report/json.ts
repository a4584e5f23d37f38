/** The report as JSON, two spaces deep, in pieces: a list of a million flows is never one string. */
import type { Analysis } from './analysis.ts';
import type { Render } from './format.ts';
import { jsonText } from './json-text.ts';

/** Lists this deep are written entry by entry: flows.top is the second level. */
const PIECEWISE_DEPTH = 2;

/** The order of the report's keys, whatever order they were set in. */
const ORDER = [
  'schema',
  'tool',
  'anonymized',
  'filter',
  'inputs',
  'capture',
  'protocols',
  'l2',
  'endpoints',
  'tunnels',
  'flows',
  'verdict',
  'segments',
  'findings',
  'declared',
  'faults',
  'limits',
] as const satisfies readonly (keyof Analysis)[];

/** Renders the report as JSON. */
export const render: Render = function* (analysis, { lists }) {
  const ordered = {
    ...Object.fromEntries(ORDER.filter((key) => key in analysis).map((key) => [key, analysis[key]])),
    ...analysis,
  };
  const flows = lists ? { ...analysis.flows, top: lists.flows(lists.top) } : analysis.flows;
  yield* pieces({ ...ordered, flows }, 0);
  yield '\n';
};

/** The value in pieces; what can be iterated is an array, even if it is none yet. */
function* pieces(value: unknown, depth: number): Iterable<string> {
  if (depth > PIECEWISE_DEPTH || typeof value !== 'object' || value === null) return yield jsonText(value, depth);
  const [open, close] = Symbol.iterator in value ? '[]' : '{}';
  const indent = '  '.repeat(depth);
  let before = open;
  for (const [label, entry] of labelled(value)) {
    yield `${before}\n${indent}  ${label}`;
    yield* pieces(entry, depth + 1);
    before = ',';
  }
  // Nothing in it: closed on its line.
  yield before === open ? open + close : `\n${indent}${close}`;
}

function* labelled(value: object): Iterable<[label: string, entry: unknown]> {
  if (Symbol.iterator in value) for (const entry of value as Iterable<unknown>) yield ['', entry];
  else for (const [key, entry] of Object.entries(value)) yield [`${jsonText(key)}: `, entry];
}
