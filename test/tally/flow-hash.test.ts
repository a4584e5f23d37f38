import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Row from '../../src/tally/row-layout.ts';
import { ethernet, ipv4, ipv6, udp, vxlan } from '../helpers/frames.ts';
import { decoded } from '../wire/decoded.ts';
import { outerRow, rowsOf } from './rows.ts';

const port = fc.integer({ min: 1, max: 0xffff });

it('is equal for both directions of IPv4', () => {
  const property = fc.property(fc.ipV4(), fc.ipV4(), port, port, (a, b, p, q) => {
    const there = outerRow(ethernet(ipv4({ from: a, to: b }, udp({ from: p, to: q }))));
    const back = outerRow(ethernet(ipv4({ from: b, to: a }, udp({ from: q, to: p }))));
    expect(there[Row.Hash]).toBe(back[Row.Hash]);
  });
  fc.assert(property);
});

it('is equal for both directions of IPv6', () => {
  const address = fc.integer({ min: 1, max: 0xffff }).map((i) => `fd00::${i.toString(16)}:1`);
  const property = fc.property(address, address, port, port, (a, b, p, q) => {
    const there = outerRow(ethernet(ipv6({ from: a, to: b }, udp({ from: p, to: q }))));
    const back = outerRow(ethernet(ipv6({ from: b, to: a }, udp({ from: q, to: p }))));
    expect(there[Row.Hash]).toBe(back[Row.Hash]);
  });
  fc.assert(property);
});

const inVni = (vni: number): Int32Array =>
  rowsOf(decoded(ethernet(ipv4({}, udp({ from: 1, to: 8472 }, vxlan(vni, ethernet(ipv4({}, udp({}))))))))).at(-1)!;

it.each([
  ['ports', (i: number) => outerRow(ethernet(ipv4({}, udp({ from: 40_000, to: 1 + i }))))],
  ['addresses', (i: number) => outerRow(ethernet(ipv4({ from: `10.0.${i >> 8}.${i & 255}` }, udp({}))))],
])('spreads neighbouring %s over the slots', (_, rowOf) => {
  const slots = new Set(Array.from({ length: 4096 }, (__, i) => rowOf(i)[Row.Hash] & 0xffff));
  // 4096 balls in 65,536 boxes leave about 3970 taken.
  expect(slots.size).toBeGreaterThan(3800);
});

it('tells equal 5-tuples in a tunnel and outside apart', () => {
  const outside = outerRow(ethernet(ipv4({}, udp({}))));
  expect(inVni(7)[Row.Hash]).not.toBe(outside[Row.Hash]);
});
