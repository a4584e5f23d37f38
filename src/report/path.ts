/** A value of the report by its path: `verdict.mode`, `findings[].id`, `findings[id=duplicate-ip].count`, `inputs[0].frames`, `findings.length`. */
import { nearest } from '../base/nearest.ts';
import { printable } from '../base/printable.ts';
import { REPORT_PATHS } from './report-paths.ts';

/** What a value of the report can be in the end. */
export type Scalar = string | number | boolean | null;

type Step =
  | { kind: 'name'; name: string; counted: boolean }
  | { kind: 'every' }
  | { kind: 'index'; index: number }
  | { kind: 'where'; key: string; value: string };

/** A path that exists in every report. */
export interface ReportPath {
  text: string;
  steps: readonly Step[];
  /** number, string, boolean or any, with a ? when it may be null. */
  type: string;
  /** It may name several values, or none. */
  many: boolean;
}

/** A value and the frames that prove it, those of the nearest finding, signal or verdict around it. */
export interface Found {
  value: Scalar;
  proof: readonly { input: number | null; frames: readonly number[] }[];
}

/** A path that no report has; the message says what is there instead. */
export class PathError extends Error {}

/** The longest path of the report is shorter by half. */
const MAX_PATH = 200;
/** A name, `[]`, `[3]` or `[key=value]`. */
const TOKEN = /\.?([^.[\]]+)|\[(?:(\d*)|([A-Za-z]+)=([^\]]*))\]/y;
const KINDS: ReadonlyMap<string, string> = new Map(
  REPORT_PATHS.trim()
    .split('\n')
    .map((line) => line.split(' ') as [string, string]),
);

/** Reads a path. Throws `PathError` for one that no report has. */
export function parsePath(text: string): ReportPath {
  const steps = stepsOf(text);
  let generic = '';
  for (const step of steps) {
    const longer = extended(generic, step);
    if (step.kind === 'name') step.counted = longer.endsWith('*');
    generic = longer;
  }
  const type = KINDS.get(generic) ?? '';
  if (type === '' || type === 'list') throw new PathError(`${show(text)} is a ${type || 'group'}; ${within(generic)}`);
  return { text, steps, type, many: steps.some(({ kind }) => kind === 'every' || kind === 'where') };
}

/** All values that the path names in a report, in order. */
export function valuesAt(report: object, { steps }: ReportPath): Found[] {
  let found: { value: unknown; proof: Found['proof'] }[] = [{ value: report, proof: [] }];
  for (const step of steps)
    found = found.flatMap(({ value, proof }) =>
      take(value, step).map((inner) => ({ value: inner, proof: proofOf(inner) ?? proof })),
    );
  return found.map(({ value, proof }) => ({ value: scalarOf(value), proof }));
}

/** What a step leads to; nothing where a list or table has no such entry. A value inside of null is null. */
function take(value: unknown, step: Step): unknown[] {
  if (value === null || value === undefined) {
    if (step.kind !== 'name') return [];
    return [step.name === 'length' ? 0 : null];
  }
  if (step.kind === 'name') return named(value, step);
  const list = Array.isArray(value) ? value : [];
  if (step.kind === 'every') return list;
  if (step.kind === 'index') return list.slice(step.index, step.index + 1);
  return list.filter((entry) => String(entry?.[step.key]) === step.value);
}

function named(value: unknown, { name, counted }: { name: string; counted: boolean }): unknown[] {
  if (Array.isArray(value)) return name === 'length' ? [value.length] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (Object.hasOwn(value, name)) return [(value as Record<string, unknown>)[name]];
  // In a table of names, what was not seen was seen zero times.
  return [counted ? 0 : null];
}

function proofOf(value: unknown): Found['proof'] | null {
  if (typeof value !== 'object' || value === null) return null;
  const { evidence, frames, input } = value as { evidence?: unknown; frames?: unknown; input?: number };
  if (Array.isArray(frames)) return [{ input: input ?? null, frames }];
  const facts = Array.isArray(evidence) ? (evidence as Found['proof']) : null;
  return facts?.filter((fact) => Array.isArray(fact?.frames) && fact.frames.length > 0) ?? null;
}

const scalarOf = (value: unknown): Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

function stepsOf(text: string): Step[] {
  if (printable(text, MAX_PATH) !== text) throw new PathError(`${show(text)} is no path`);
  const steps: Step[] = [];
  const token = new RegExp(TOKEN);
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null)
      throw new PathError(`${show(text)} is no path: names with dots between, and [], [0] or [key=value] behind lists`);
    if (at === 0 && match[0].startsWith('.')) throw new PathError(`${show(text)} begins with a dot`);
    steps.push(stepOf(match));
  }
  return steps;
}

function stepOf([, name, index, key, value]: RegExpExecArray): Step {
  if (name !== undefined) return { kind: 'name', name, counted: false };
  if (key !== undefined) return { kind: 'where', key, value };
  return index === '' ? { kind: 'every' } : { kind: 'index', index: Number(index) };
}

/** The known path one step longer. */
function extended(generic: string, step: Step): string {
  const isList = KINDS.get(generic) === 'list';
  if (step.kind === 'name') return extendedByName(generic, step.name, isList);
  if (!isList) throw new PathError(`${generic} is no list: no [ ] behind it`);
  const entry = `${generic}[]`;
  if (step.kind === 'where' && !KINDS.has(`${entry}.${step.key}`))
    throw new PathError(`entries of ${generic} have no ${show(step.key)}${meant(step.key, namesIn(entry))}`);
  return entry;
}

function extendedByName(generic: string, name: string, isList: boolean): string {
  if (isList && name === 'length') return LENGTH;
  if (isList) throw new PathError(`${generic} is a list: ${generic}[].${printable(name)}, or ${generic}.length`);
  const path = generic === '' ? name : `${generic}.${name}`;
  const names = namesIn(generic);
  if (names.includes(name)) return path;
  if (names.includes('*')) return `${generic}.*`;
  const where = generic === '' ? 'the report' : generic;
  throw new PathError(`there is no ${show(name)} in ${where}${meant(name, names)}`);
}

/** Stands for the length of any list. */
const LENGTH = 'inputs[].frames';

const show = (text: string): string => `'${printable(text)}'`;

/** The names one level below a path, found once. */
function namesIn(generic: string): string[] {
  const known = NAMES.get(generic) ?? findNames(generic);
  NAMES.set(generic, known);
  return known;
}

const NAMES = new Map<string, string[]>();

function findNames(generic: string): string[] {
  const prefix = generic === '' ? '' : `${generic}.`;
  const below = [...KINDS.keys()].filter((path) => path.startsWith(prefix));
  return [...new Set(below.map((path) => path.slice(prefix.length).split(/[.[]/)[0]))];
}

function meant(word: string, names: readonly string[]): string {
  // As typed and in lower case: nearest looks past the case of the word only.
  const byLower = new Map(names.map((name) => [name.toLowerCase(), name]));
  const best = nearest(word, byLower.keys());
  return best === null ? ` (there are ${names.join(', ')})` : `, did you mean '${byLower.get(best)}'?`;
}

function within(generic: string): string {
  if (KINDS.get(generic) === 'list') return `say ${generic}.length, or which values of its entries`;
  return `say which of its values: ${namesIn(generic).join(', ')}`;
}
