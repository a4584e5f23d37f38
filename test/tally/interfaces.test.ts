import { expect, it } from 'vitest';
import { InterfaceTally } from '../../src/tally/interfaces.ts';

it('counts records by interface, however many there are', () => {
  const tally = new InterfaceTally();
  tally.reserve(1000);
  tally.add(999, 1, 60, 1500);
  tally.add(999, 3, 40, 40);
  tally.add(0, 1, 1, 2);
  expect([tally.frames[999], tally.bytesCaptured[999], tally.bytesOriginal[999], tally.frames[0]]).toEqual([
    4, 100, 1540, 1,
  ]);
});

it('spans the earliest and latest time to the nanosecond, whatever the order', () => {
  const tally = new InterfaceTally();
  for (const [seconds, nanoseconds] of [
    [5, 7],
    [5, 6],
    [9, 1],
    [9, 2],
    [6, 999_999_999],
  ])
    tally.span(seconds, nanoseconds);
  expect([tally.first, tally.last]).toEqual([
    { seconds: 5, nanoseconds: 6 },
    { seconds: 9, nanoseconds: 2 },
  ]);
});

it('has no span when no record had a time, and counts those', () => {
  const tally = new InterfaceTally();
  tally.span(Number.NaN, 0);
  expect([tally.first, tally.last, tally.timeless]).toEqual([null, null, 1]);
});
