/** Comparisons as closures: unsigned 32-bit arithmetic over the bytes of a packet, as BPF does it. */
import type { Packet } from '../wire/packet.ts';
import type { ProtocolId } from '../wire/protocol-id.ts';
import type { Arithmetic, Operator, Relation, Scope } from './ast.ts';
import { capturedEnd, headerAt } from './headers.ts';
import { LAYERS } from './layers.ts';
import type { Test } from './primitive.ts';

/** Shifts by the width of the accumulator and more leave nothing. */
const WORD_BITS = 32;

const COMPARE: Record<Relation, (a: number, b: number) => boolean> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const CALCULATE: Record<Operator, (a: number, b: number) => number> = {
  '|': (a, b) => (a | b) >>> 0,
  '^': (a, b) => (a ^ b) >>> 0,
  '&': (a, b) => (a & b) >>> 0,
  '<<': (a, b) => (b < WORD_BITS ? (a << b) >>> 0 : 0),
  '>>': (a, b) => (b < WORD_BITS ? a >>> b : 0),
  '+': (a, b) => (a + b) >>> 0,
  '-': (a, b) => (a - b) >>> 0,
  '*': (a, b) => Math.imul(a, b) >>> 0,
  '/': (a, b) => Math.floor(a / b),
  '%': (a, b) => a % b,
};

/** Shared by all closures of one filter. */
export interface Reading {
  /** Set when a byte was asked for that was not captured, or a division had no result: the packet then does not match, whatever the rest says. */
  failed: boolean;
}

/** Where comparisons look. */
export interface Place {
  scope: Scope;
  reading: Reading;
}

type Value = (packet: Packet) => number;

/** A test that is false without every header that the comparison reads. */
export function comparisonTest(relation: Relation, left: Arithmetic, right: Arithmetic, place: Place): Test {
  const compare = COMPARE[relation];
  const a = valueFor(left, place);
  const b = valueFor(right, place);
  const headers = [...new Set([...headersOf(left), ...headersOf(right)])];
  const { scope } = place;
  return (packet) => {
    for (let i = 0; i < headers.length; i++) if (headerAt(packet, headers[i], scope) < 0) return false;
    return compare(a(packet), b(packet));
  };
}

function valueFor(node: Arithmetic, place: Place): Value {
  switch (node.kind) {
    case 'number': {
      const { value } = node;
      return () => value;
    }
    case 'length':
      return (packet) => packet.wireLength;
    case 'load':
      return loadOf(LAYERS.get(node.protocol)!, valueFor(node.index, place), node.size, place);
    case 'negate': {
      const operand = valueFor(node.operand, place);
      return (packet) => -operand(packet) >>> 0;
    }
    case 'binary':
      return binaryOf(node.operator, valueFor(node.left, place), valueFor(node.right, place), place.reading);
  }
}

function binaryOf(operator: Operator, left: Value, right: Value, reading: Reading): Value {
  const calculate = CALCULATE[operator];
  if (operator !== '/' && operator !== '%') return (packet) => calculate(left(packet), right(packet));
  return (packet) => {
    const divisor = right(packet);
    if (divisor === 0) reading.failed = true;
    return divisor === 0 ? 0 : calculate(left(packet), divisor);
  };
}

function loadOf(protocol: ProtocolId, index: Value, size: 1 | 2 | 4, { scope, reading }: Place): Value {
  return (packet) => {
    const header = headerAt(packet, protocol, scope);
    const at = header + index(packet);
    if (header < 0 || at + size > capturedEnd(packet)) {
      reading.failed = true;
      return 0;
    }
    if (size === 1) return packet.bytes[at];
    return size === 2 ? packet.view.getUint16(at) : packet.view.getUint32(at);
  };
}

function headersOf(node: Arithmetic): ProtocolId[] {
  switch (node.kind) {
    case 'number':
    case 'length':
      return [];
    case 'load':
      return [LAYERS.get(node.protocol)!, ...headersOf(node.index)];
    case 'negate':
      return headersOf(node.operand);
    case 'binary':
      return [...headersOf(node.left), ...headersOf(node.right)];
  }
}
