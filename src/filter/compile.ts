/** Makes closures of a filter, once; judging a packet allocates nothing. */
import type { Expression, Primitive } from './ast.ts';
import { comparisonTest, type Place } from './bytes.ts';
import { parseFilter } from './parse.ts';
import type { Test } from './primitive.ts';
import { kindOf } from './registry.ts';

/** The test that a `--filter` expression stands for; a blank one takes every packet. Throws FilterError, and judges decoded packets. */
export function compileFilter(text: string): Test {
  const expression = parseFilter(text);
  return expression === null ? () => true : compileExpression(expression);
}

function compileExpression(expression: Expression): Test {
  const reading = { failed: false };
  const test = testOf(expression, { scope: 'outer', reading });
  return (packet) => {
    reading.failed = false;
    return test(packet) && !reading.failed;
  };
}

function testOf(expression: Expression, place: Place): Test {
  switch (expression.kind) {
    case 'and':
      return allOf(expression.operands.map((operand) => testOf(operand, place)));
    case 'or':
      return anyOf(expression.operands.map((operand) => testOf(operand, place)));
    case 'not':
      return noneOf(testOf(expression.operand, place));
    case 'scope':
      return testOf(expression.operand, { ...place, scope: expression.scope });
    case 'comparison':
      return comparisonTest(expression.relation, expression.left, expression.right, place);
    default:
      return primitiveTest(expression, place);
  }
}

function primitiveTest(node: Primitive, { scope }: Place): Test {
  return kindOf(node).test(node, scope);
}

function allOf(tests: Test[]): Test {
  return (packet) => {
    for (let i = 0; i < tests.length; i++) if (!tests[i](packet)) return false;
    return true;
  };
}

function anyOf(tests: Test[]): Test {
  return (packet) => {
    for (let i = 0; i < tests.length; i++) if (tests[i](packet)) return true;
    return false;
  };
}

function noneOf(test: Test): Test {
  return (packet) => !test(packet);
}
