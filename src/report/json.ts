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
export const render: Render = function* (analysis) {
  const ordered = {
    ...Object.fromEntries(ORDER.filter((key) => key in analysis).map((key) => [key, analysis[key]])),
    ...analysis,
  };
  yield* pieces(ordered, 0);
  yield '\n';
};

function* pieces(value: unknown, depth: number): Iterable<string> {
  if (depth > PIECEWISE_DEPTH || !isFilled(value)) return yield jsonText(value, depth);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const indent = '  '.repeat(depth);
  let before = open;
  for (const [label, entry] of labelled(value)) {
    yield `${before}\n${indent}  ${label}`;
    yield* pieces(entry, depth + 1);
    before = ',';
  }
  yield `\n${indent}${close}`;
}

/** An array or object with something in it; an empty one is written on its line. */
function isFilled(value: unknown): value is object {
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function* labelled(value: object): Iterable<[label: string, entry: unknown]> {
  if (!Array.isArray(value)) for (const [key, entry] of Object.entries(value)) yield [`${jsonText(key)}: `, entry];
  else for (const entry of value) yield ['', entry];
}
