/** Writes a filter back: text that parses to the same tree. */
import type { Arithmetic, Expression } from './ast.ts';
import { precedence } from './parse-comparison.ts';
import { kindOf } from './registry.ts';

/** The filter in words, each primitive with all its qualifiers. */
export function printFilter(expression: Expression): string {
  switch (expression.kind) {
    case 'and':
    case 'or':
      // A chain in front binds to the left by itself; any other needs its parentheses.
      return expression.operands
        .map((operand, i) => (i === 0 ? printFilter(operand) : printTerm(operand)))
        .join(` ${expression.kind} `);
    case 'not':
      return `not ${printTerm(expression.operand)}`;
    case 'scope':
      return `${expression.scope} ${printTerm(expression.operand)}`;
    case 'comparison':
      return `${printArithmetic(expression.left)} ${expression.relation} ${printArithmetic(expression.right)}`;
    default:
      return kindOf(expression).print(expression);
  }
}

function printTerm(expression: Expression): string {
  const text = printFilter(expression);
  return expression.kind === 'and' || expression.kind === 'or' ? `(${text})` : text;
}

function printArithmetic(node: Arithmetic): string {
  switch (node.kind) {
    case 'number':
      return String(node.value);
    case 'length':
      return 'len';
    case 'load':
      return `${node.protocol}[${printArithmetic(node.index)}:${node.size}]`;
    case 'negate':
      return `-${printOperand(node.operand, Number.POSITIVE_INFINITY)}`;
    case 'binary': {
      const level = precedence(node.operator);
      return `${printOperand(node.left, level)} ${node.operator} ${printOperand(node.right, level + 1)}`;
    }
  }
}

/** With parentheses when the operand binds looser than its place asks for. */
function printOperand(node: Arithmetic, level: number): string {
  const text = printArithmetic(node);
  return node.kind === 'binary' && precedence(node.operator) < level ? `(${text})` : text;
}
