import { expect, it } from 'vitest';
import { codeOf, icmpPorts, isOneWay } from '../../src/tally/icmp-ports.ts';

const ports = (protocol: number, type: number, code: number): [number, number] => {
  const word = icmpPorts(protocol, (type << 8) | code);
  return [word >>> 16, word & 0xffff];
};

it.each([
  [1, 8, 0],
  [1, 13, 14],
  [1, 15, 16],
  [1, 17, 18],
  [1, 10, 9],
  [58, 128, 129],
  [58, 130, 131],
  [58, 133, 134],
  [58, 135, 136],
  [58, 139, 140],
  [58, 144, 145],
])('of protocol %i pairs types %i and %i', (protocol, one, other) => {
  expect(ports(protocol, one, 7)).toEqual([one, other]);
  expect(ports(protocol, other, 7)).toEqual([other, one]);
  expect([isOneWay(protocol, one), isOneWay(protocol, other)]).toEqual([false, false]);
});

it('never gives a one-way message equal ports: its two directions are two flows', () => {
  const [type, code] = ports(1, 3, 3);
  expect(type).not.toBe(code);
});

it('gives type and code of messages that nothing answers', () => {
  expect(ports(1, 3, 1).map(codeOf)).toEqual([3, 1]);
  expect(ports(58, 3, 1).map(codeOf)).toEqual([3, 1]);
  expect([isOneWay(1, 3), isOneWay(58, 8), isOneWay(1, 135)]).toEqual([true, true, true]);
});
