import { expect, it } from 'vitest';
import { codeOf, isOneWay } from '../../src/tally/icmp-ports.ts';
import * as Row from '../../src/tally/row-layout.ts';
import { ethernet, icmp, ipv4, ipv6 } from '../helpers/frames.ts';
import { outerRow } from './rows.ts';

/** As the kernel writes them. */
function ports(protocol: number, type: number, code: number): [number, number] {
  const message = icmp(type, code);
  const row = outerRow(ethernet(protocol === 1 ? ipv4({}, message) : ipv6({}, { ...message, protocol })));
  return [row[Row.Ports] >>> 16, row[Row.Ports] & 0xffff];
}

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
