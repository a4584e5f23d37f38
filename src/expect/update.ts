/** `check --update`: the expectation file brought up to what is. Only the values that change are written anew; every other character stays. */
import type { Document, Pair, YAMLMap } from 'yaml';
import type { Analysis } from '../report/analysis.ts';
import { parsePath, type Scalar, valuesAt } from '../report/path.ts';
import type { CaptureNames, Entry, Expectation, Expectations } from './expectation.ts';
import { judge } from './judge.ts';
import { escapedGlob } from './pattern.ts';
import { SCHEMA_ID } from './read.ts';

/** What is written for a capture that no glob matches: enough to notice that the network is another one, and little that depends on the traffic. */
const FIRST = [
  'verdict.mode',
  'verdict.submode',
  'findings[].id',
  'capture.frames',
  'endpoints.totals.macs',
  'endpoints.totals.ips',
  'flows.total',
];
const NEW_FILE = `# yaml-language-server: $schema=./node_modules/netsight/schema/netsight-expect-1.schema.json
# What netsight check expects of captures: globs, and below them paths of the JSON report (docs/ci.md).
schema: ${SCHEMA_ID}
captures:
`;
const INDENT = '  ';

/** A capture with its report. */
export interface Analysed {
  names: CaptureNames;
  analysis: Analysis;
}

/** The new text, and what was done to it. */
export interface Update {
  text: string;
  changed: number;
  added: number;
  /** What no longer holds and could not be written, one sentence each. */
  left: string[];
}

/** A part of the text and what takes its place. */
interface Edit {
  from: number;
  to: number;
  text: string;
}

type Library = typeof import('yaml');

/** Brings a file up to the captures; a text of null is a file that is not there yet. */
export async function updateExpectations(
  text: string | null,
  expectations: Expectations | null,
  captures: readonly Analysed[],
): Promise<Update> {
  const { default: library } = await import('yaml');
  const entries = expectations?.entries ?? [];
  const fresh = captures.filter(({ names }) => !entries.some(({ matches }) => matches(names)));
  if (text === null)
    return { text: NEW_FILE + added(library, fresh, INDENT), changed: 0, added: fresh.length, left: [] };
  const document = library.parseDocument(text);
  const { items } = document.get('captures') as YAMLMap<unknown, unknown>;
  const results = entries.flatMap((entry, i) => entryEdits(library, items[i], entry, captures));
  const edits = results.filter((result): result is Edit => typeof result !== 'string');
  const left = results.filter((result) => typeof result === 'string');
  const end = endOf(document, text);
  if (fresh.length > 0 && end === null)
    left.push('new captures can be added only where captures: is the last key, with its entries on lines of their own');
  const more = end === null ? '' : added(library, fresh, end);
  const changed = edited(text, edits);
  return {
    text: more === '' || changed.endsWith('\n') ? changed + more : `${changed}\n${more}`,
    changed: edits.length,
    added: more === '' ? 0 : fresh.length,
    left,
  };
}

/** The indentation of the entries when more can follow at the end of the text; null when they cannot. */
function endOf(document: Document, text: string): string | null {
  const root = document.contents as YAMLMap<{ value?: unknown }, YAMLMap<{ range?: [number, number, number] }>>;
  const last = root.items.at(-1);
  const from = last?.value?.items?.[0]?.key?.range?.[0];
  if (last?.key.value !== 'captures' || last.value?.flow || from === undefined) return null;
  const indent = text.slice(text.lastIndexOf('\n', from) + 1, from);
  return indent.trim() === '' ? indent : null;
}

/** Entries for captures that have none. */
function added(library: Library, captures: readonly Analysed[], indent: string): string {
  const lines = captures.flatMap(({ names, analysis }) => [
    `${indent}${valueText(library, escapedGlob(names.relative))}:`,
    ...FIRST.map((path) => `${indent}${INDENT}${path}: ${valueText(library, currentValue(analysis, path))}`),
  ]);
  return lines.map((line) => `${line}\n`).join('');
}

function currentValue(analysis: Analysis, text: string): Scalar | Scalar[] {
  const path = parsePath(text);
  const values = valuesAt(analysis, path).map(({ value }) => value);
  return path.many ? values : (values[0] ?? null);
}

/** YAML on one line, as JSON where the plain form would take more. */
function valueText(library: Library, value: Scalar | Scalar[]): string {
  if (Array.isArray(value)) return `[${value.map((one) => valueText(library, one)).join(', ')}]`;
  const plain = library.stringify(value, { lineWidth: 0 }).trimEnd();
  return /[\n,[\]{}]/.test(plain) ? JSON.stringify(value) : plain;
}

/** The edits of one entry, and sentences for what cannot be edited. */
function entryEdits(library: Library, pair: Pair, entry: Entry, captures: readonly Analysed[]): (Edit | string)[] {
  const matching = captures.filter(({ names }) => entry.matches(names)).map(({ analysis }) => analysis);
  const items = library.isMap(pair.value) ? pair.value.items : [];
  return entry.expectations.flatMap((expectation, i) => {
    if (matching.every((analysis) => judge(expectation, analysis).holds)) return [];
    const edit = editOf(library, items[i], expectation, matching);
    const { line, path } = expectation;
    return [typeof edit === 'string' ? `line ${line}: ${path.text} does not hold and ${edit}` : edit];
  });
}

/** What makes an expectation hold; a text says why nothing can. */
function editOf(
  library: Library,
  pair: Pair | undefined,
  expectation: Expectation,
  matching: readonly Analysis[],
): Edit | string {
  const values = matching.map((analysis) => currentValue(analysis, expectation.path.text));
  const text = valueText(library, values[0]);
  if (values.some((value) => valueText(library, value) !== text)) return 'differs between captures of its glob';
  const [{ operator }, ...others] = expectation.conditions;
  if (others.length > 0 || (operator.id !== 'equals' && operator.id !== 'near')) return 'is no single value to write';
  const node = library.isMap(pair?.value) ? pair.value.get('equals', true) : pair?.value;
  if (!library.isScalar(node) && !(library.isSeq(node) && node.flow)) return 'is no value on one line';
  const [from, to] = node.range ?? [0, 0];
  // What is not there is null, and has no space before it.
  return { from, to, text: from === to ? ` ${text}` : text };
}

function edited(text: string, edits: readonly Edit[]): string {
  let result = text;
  for (const edit of [...edits].sort((a, b) => b.from - a.from))
    result = result.slice(0, edit.from) + edit.text + result.slice(edit.to);
  return result;
}
