/** The ways to say what a value should be. Behind a path with [] or [key=value], all but `contains`, `none` and a list ask every value, of which there must be one. */
import { printable } from '../base/printable.ts';
import type { Found, Scalar } from '../report/path.ts';
import type { Judgement, Operand, Operator } from './expectation.ts';
import { PatternError, regexTest, type Test } from './pattern.ts';

/** Entries of one list in the file; the words of a report that somebody lists are fewer. */
const MAX_LIST = 1000;

/** In the order in which they are documented. */
export const OPERATORS: readonly Operator[] = [
  {
    id: 'equals',
    title: 'the value itself, or a list for exactly these values in any order',
    schema: (value) => ({ anyOf: [value, { type: 'array', items: value }] }),
    read: (raw, type) => (Array.isArray(raw) ? readList(raw, type) : readScalar(raw, type)),
    words: (operand) => (isList(operand) ? `exactly ${listText(operand)}` : scalarText(operand as Scalar)),
    judge: (operand, found) =>
      isList(operand) ? sameValues(operand, found) : every(found, (value) => value === operand),
  },
  {
    id: 'min',
    title: 'the least that it may be',
    schema: () => ({ type: 'number' }),
    read: readNumber,
    words: (operand) => `at least ${operand}`,
    judge: (operand, found) => every(found, (value) => typeof value === 'number' && value >= Number(operand)),
  },
  {
    id: 'max',
    title: 'the most that it may be',
    schema: () => ({ type: 'number' }),
    read: readNumber,
    words: (operand) => `at most ${operand}`,
    judge: (operand, found) => every(found, (value) => typeof value === 'number' && value <= Number(operand)),
  },
  {
    id: 'oneOf',
    title: 'one of these',
    schema: (value) => ({ type: 'array', items: value }),
    read: readList,
    words: (operand) => `one of ${listText(operand as Scalar[])}`,
    judge: (operand, found) => every(found, (value) => (operand as Scalar[]).includes(value)),
  },
  {
    id: 'none',
    title: 'none of these',
    schema: (value) => ({ type: 'array', items: value }),
    read: readList,
    words: (operand) => `none of ${listText(operand as Scalar[])}`,
    judge: (operand, found) => wrongAre(found.filter(({ value }) => (operand as Scalar[]).includes(value))),
  },
  {
    id: 'contains',
    title: 'of a list: these values, and perhaps others; of a text: these words',
    schema: (value) => ({ anyOf: [value, { type: 'array', items: value }] }),
    read: (raw, type) => readList(Array.isArray(raw) ? raw : [raw], type),
    words: (operand) => `containing ${listText(operand as Scalar[])}`,
    judge: contained,
  },
  {
    id: 'matches',
    title: 'a regular expression (RE2 syntax) that is found in the text',
    schema: () => ({ type: 'string' }),
    read: readPattern,
    words: (operand) => `matching /${printable((operand as { source: string }).source)}/`,
    judge: (operand, found) =>
      every(found, (value) => typeof value === 'string' && (operand as { test: Test }).test(value)),
  },
];

/** `equals` with a `tolerance`: no key of its own in the file. */
export const NEAR: Operator = {
  id: 'near',
  title: 'a number with a tolerance',
  schema: () => ({ type: 'number' }),
  read: () => 'is no key of its own',
  words: (operand) => {
    const { value, off } = operand as { value: number; off: number };
    return `${value} ± ${off}`;
  },
  judge: (operand, found) => {
    const { value, off } = operand as { value: number; off: number };
    return every(found, (other) => typeof other === 'number' && Math.abs(other - value) <= off);
  },
};

/** A value as it is shown, texts in quotes only where they could be mistaken. */
export function scalarText(value: Scalar): string {
  if (typeof value !== 'string') return String(value);
  return /^[\w./:-]+$/.test(value) && !/^(null|true|false|[\d.]+)$/.test(value) ? value : `'${printable(value)}'`;
}

const listText = (values: readonly Scalar[]): string =>
  values.length === 0 ? 'nothing' : values.map(scalarText).join(', ');
const isList = (operand: Operand): operand is readonly Scalar[] => Array.isArray(operand);
const wrongAre = (wrong: readonly Found[]): Judgement => ({ holds: wrong.length === 0, wrong });

function every(found: readonly Found[], holds: (value: Scalar) => boolean): Judgement {
  const wrong = found.filter(({ value }) => !holds(value));
  return { holds: wrong.length === 0 && found.length > 0, wrong };
}

/** The same values, each as often. */
function sameValues(expected: readonly Scalar[], found: readonly Found[]): Judgement {
  const left = new Map<Scalar, number>();
  for (const value of expected) left.set(value, (left.get(value) ?? 0) + 1);
  const wrong = found.filter(({ value }) => {
    const times = left.get(value) ?? 0;
    left.set(value, times - 1);
    return times <= 0;
  });
  return { holds: wrong.length === 0 && found.length === expected.length, wrong };
}

function contained(operand: Operand, found: readonly Found[], many: boolean): Judgement {
  const wanted = operand as readonly Scalar[];
  const values = found.map(({ value }) => value);
  if (many) return { holds: wanted.every((value) => values.includes(value)), wrong: [] };
  const [value] = values;
  const holds = typeof value === 'string' && wanted.every((part) => value.includes(String(part)));
  return { holds, wrong: holds ? [] : found };
}

/** Reads a value of the path's type. */
function readScalar(raw: unknown, type: string): { operand: Scalar } | string {
  if (raw === null) return type.endsWith('?') ? { operand: null } : 'can never be null';
  const wanted = type.replace('?', '');
  const fits = wanted === 'any' ? ['string', 'number'].includes(typeof raw) : typeof raw === wanted;
  if (!fits || (typeof raw === 'number' && !Number.isFinite(raw))) return `is a ${wanted}, never ${shown(raw)}`;
  return { operand: raw as Scalar };
}

function readList(raw: unknown, type: string): { operand: Scalar[] } | string {
  if (!Array.isArray(raw)) return `wants a list, such as [a, b], not ${shown(raw)}`;
  if (raw.length > MAX_LIST) return `has a list of ${raw.length} values; at most ${MAX_LIST} are read`;
  const values = raw.map((value) => readScalar(value, type));
  const wrong = values.find((value) => typeof value === 'string');
  return wrong ?? { operand: values.map((value) => (value as { operand: Scalar }).operand) };
}

function readNumber(raw: unknown, type: string): { operand: number } | string {
  if (!/^(number|any)/.test(type)) return `is a ${type.replace('?', '')}, of which there is no least or most`;
  return typeof raw === 'number' && Number.isFinite(raw) ? { operand: raw } : `wants a number, not ${shown(raw)}`;
}

function readPattern(raw: unknown, type: string): { operand: Operand } | string {
  if (!/^(string|any)/.test(type)) return `is a ${type.replace('?', '')}; a pattern is for texts`;
  if (typeof raw !== 'string') return `wants a text, not ${shown(raw)}`;
  try {
    return { operand: { source: raw, test: regexTest(raw) } };
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}

function shown(raw: unknown): string {
  if (Array.isArray(raw)) return 'a list';
  return typeof raw === 'object' && raw !== null ? 'a mapping' : scalarText(raw as Scalar);
}
