/** What is changed: for each kind of node of the syntax tree, the texts that may stand in its place. */

/** A node as the parser gives it; its children are whatever of its values are nodes. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

type Operator = (node: Node, text: (part: unknown) => string) => string[];

const BINARY: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&': ['|'],
  '|': ['&'],
  '^': ['&'],
  '<<': ['>>'],
  '>>': ['<<'],
  '>>>': ['<<'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
};
const ASSIGNMENT: Readonly<Record<string, string>> = { '+=': '-=', '-=': '+=', '|=': '&=', '&=': '|=', '*=': '/=' };
/** What can only be joined, not subtracted. */
const isText = ({ type, value }: Node): boolean => type === 'TemplateLiteral' || typeof value === 'string';

const infix: Operator = (node, text) => {
  if (node.operator === '+' && [node.left, node.right].some((side) => isText(side as Node))) return [];
  return (BINARY[node.operator as string] ?? []).map((other) => `${text(node.left)} ${other} ${text(node.right)}`);
};

const literal: Operator = ({ value, raw }) => {
  if (typeof value === 'number') return value === 0 ? ['1'] : [`(${raw}) + 1`, `(${raw}) - 1`];
  if (typeof value === 'boolean') return [String(!value)];
  return typeof value === 'string' && value !== '' ? ["''"] : [];
};

const unary: Operator = (node, text) =>
  ['!', '-', '~'].includes(node.operator as string) ? [text(node.argument)] : [];

/** Expressions. What stands in their place is an expression. */
export const EXPRESSIONS: Readonly<Record<string, Operator>> = {
  BinaryExpression: infix,
  LogicalExpression: infix,
  Literal: literal,
  UnaryExpression: unary,
  UpdateExpression: ({ operator, prefix, argument }, text) => {
    const other = operator === '++' ? '--' : '++';
    return [prefix ? other + text(argument) : text(argument) + other];
  },
  AssignmentExpression: (node, text) => {
    const other = ASSIGNMENT[node.operator as string];
    return other === undefined ? [] : [`${text(node.left)} ${other} ${text(node.right)}`];
  },
};

/** Conditions, by the node that asks them: taken for true, and for false. A loop is only never entered: one without end says nothing. */
export const CONDITIONS: Readonly<Record<string, readonly string[]>> = {
  IfStatement: ['true', 'false'],
  ConditionalExpression: ['true', 'false'],
  WhileStatement: ['false'],
  ForStatement: ['false'],
};

/** Statements that are left out. */
export const REMOVED = new Set(['ExpressionStatement', 'ReturnStatement', 'BreakStatement']);
