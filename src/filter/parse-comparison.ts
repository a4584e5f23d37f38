/** Comparisons of numbers: `tcp[tcpflags] & tcp-syn != 0`, `len > 1500`. As in pcap-filter(7), `&` and `|` bind tighter than the comparison. */

import { didYouMean } from '../base/nearest.ts';
import type { Arithmetic, Expression, Operator, Relation } from './ast.ts';
import { LAYERS } from './layers.ts';
import { CONSTANTS } from './names.ts';
import { MAX_UINT32, numberOf, readNumber } from './number.ts';
import type { Tokens } from './tokens.ts';

/** From loosest to tightest, all left associative, as in C. */
const LEVELS: readonly (readonly Operator[])[] = [['|'], ['^'], ['&'], ['<<', '>>'], ['+', '-'], ['*', '/', '%']];
const RELATIONS = ['=', '==', '!=', '<=', '>=', '<', '>'] as const;
const AFTER_OPERAND: ReadonlySet<string> = new Set([...LEVELS.flat(), ...RELATIONS]);

/** How tightly an operator binds; larger is tighter. */
export function precedence(operator: Operator): number {
  return LEVELS.findIndex((level) => level.includes(operator));
}

/** True when the next term is a comparison and no primitive. */
export function startsComparison(tokens: Tokens): boolean {
  const { text } = tokens.peek();
  const following = tokens.peek(1).text;
  if (text === '-' || text === 'len') return true;
  if (text === '(') return AFTER_OPERAND.has(tokens.peek(tokens.afterParenthesis()).text);
  if (following === '[') return /^\w/.test(text);
  return AFTER_OPERAND.has(following) && (CONSTANTS.has(text) || numberOf(text) !== null);
}

/** Reads a comparison. */
export function parseComparison(tokens: Tokens): Expression {
  const left = parseArithmetic(tokens, 0);
  const relation = tokens.accept(...RELATIONS);
  if (relation === null) return tokens.fail(`a comparison such as '=' or '<'`);
  const right = parseArithmetic(tokens, 0);
  return { kind: 'comparison', relation: relation === '==' ? '=' : relation, left, right };
}

/** `less N` and `greater N`, which compare with the frame's length. */
export function parseLengthWord(tokens: Tokens): Expression | null {
  const word = tokens.accept('less', 'greater');
  if (word === null) return null;
  const value = readNumber(tokens, { what: 'a length', max: MAX_UINT32 });
  const relation: Relation = word === 'less' ? '<=' : '>=';
  return { kind: 'comparison', relation, left: { kind: 'length' }, right: { kind: 'number', value } };
}

function parseArithmetic(tokens: Tokens, level: number): Arithmetic {
  if (level === LEVELS.length) return parseOperand(tokens);
  let left = parseArithmetic(tokens, level + 1);
  for (;;) {
    const operator = tokens.accept(...LEVELS[level]);
    if (operator === null) return left;
    const token = tokens.peek();
    const right = parseArithmetic(tokens, level + 1);
    const divides = operator === '/' || operator === '%';
    if (divides && right.kind === 'number' && right.value === 0) tokens.reject('division by zero', token);
    left = { kind: 'binary', operator, left, right };
  }
}

function parseOperand(tokens: Tokens): Arithmetic {
  tokens.countTerm();
  if (tokens.accept('-')) return { kind: 'negate', operand: tokens.nested(() => parseOperand(tokens)) };
  if (tokens.accept('len')) return { kind: 'length' };
  if (tokens.accept('(')) {
    const inside = tokens.nested(() => parseArithmetic(tokens, 0));
    tokens.expect(')');
    return inside;
  }
  return tokens.peek(1).text === '[' ? parseLoad(tokens) : parseNumber(tokens);
}

function parseNumber(tokens: Tokens): Arithmetic {
  const { text, kind } = tokens.peek();
  const value = CONSTANTS.get(text) ?? numberOf(text);
  const hint = kind === 'word' ? didYouMean(text, CONSTANTS.keys()) : '';
  if (value === null) return tokens.fail('a number or bytes such as ip[8]', tokens.peek(), hint);
  tokens.next();
  return { kind: 'number', value };
}

function parseLoad(tokens: Tokens): Arithmetic {
  const token = tokens.next();
  if (!LAYERS.has(token.text)) tokens.fail('a header name', token, didYouMean(token.text, LAYERS.keys()));
  tokens.expect('[');
  const index = tokens.nested(() => parseArithmetic(tokens, 0));
  const size = tokens.accept(':') === null ? 1 : readSize(tokens);
  tokens.expect(']');
  return { kind: 'load', protocol: token.text, index, size };
}

function readSize(tokens: Tokens): 1 | 2 | 4 {
  const size = numberOf(tokens.peek().text);
  if (size !== 1 && size !== 2 && size !== 4) return tokens.fail('a size of 1, 2 or 4 bytes');
  tokens.next();
  return size;
}
