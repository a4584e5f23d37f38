/** What stands behind a path: a value, a list, or operators. */
import { didYouMean } from '../base/nearest.ts';
import { printable } from '../base/printable.ts';
import type { ReportPath } from '../report/path.ts';
import type { Condition, Operator } from './expectation.ts';
import { NEAR, OPERATORS } from './operators.ts';

/** Goes with `equals`. */
export const TOLERANCE = 'tolerance';
const EQUALS = OPERATORS[0];
const KEYS = [...OPERATORS.map(({ id }) => id), TOLERANCE];

/** The conditions in what the file says of a path; a text says what is wrong with it. */
export function readConditions(raw: unknown, path: ReportPath): Condition[] | string {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return read(path, EQUALS, raw);
  const keys = Object.keys(raw);
  if (keys.length === 0) return `${path.text} expects nothing (say one of ${KEYS.join(', ')})`;
  const unknown = keys.find((key) => !KEYS.includes(key));
  if (unknown !== undefined)
    return `unknown key '${printable(unknown)}'${didYouMean(unknown, KEYS)} (there are ${KEYS.join(', ')})`;
  const { tolerance, ...others } = raw as Record<string, unknown>;
  const conditions = tolerance === undefined ? [] : near(path, others, tolerance);
  if (typeof conditions === 'string') return conditions;
  if (tolerance !== undefined) delete others.equals;
  for (const operator of OPERATORS.filter(({ id }) => id in others)) {
    const condition = read(path, operator, others[operator.id]);
    if (typeof condition === 'string') return condition;
    conditions.push(...condition);
  }
  return conditions;
}

function read({ text, type, many }: ReportPath, operator: Operator, raw: unknown): Condition[] | string {
  if (operator === EQUALS && Array.isArray(raw) && !many) return `${text} is one value; for one of several say oneOf`;
  const answer = operator.read(raw, type);
  return typeof answer === 'string' ? `${text} ${answer}` : [{ operator, operand: answer.operand }];
}

/** `equals` with a tolerance: a number, or a share of it such as 5%. */
function near({ text }: ReportPath, { equals }: Record<string, unknown>, tolerance: unknown): Condition[] | string {
  if (typeof equals !== 'number') return `${text}: a tolerance goes with equals and a number`;
  const [, digits, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(String(tolerance)) ?? [];
  if (digits === undefined) return `${text}: a tolerance is a number or a share, such as 0.05 or 5%`;
  const off = percent === '' ? Number(digits) : (Math.abs(equals) * Number(digits)) / 100;
  return [{ operator: NEAR, operand: { value: equals, off } }];
}
