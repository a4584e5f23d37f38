import fc from 'fast-check';
import { expect, it } from 'vitest';
import { earlier, formatStamp, formatTime, later } from '../../src/tally/times.ts';

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/;
const DAY = 86_400;

it('writes RFC 3339 with all nanoseconds', () => {
  expect(formatStamp({ seconds: 1_740_314_196, nanoseconds: 123_456_789 })).toBe('2025-02-23T12:36:36.123456789Z');
  expect(formatStamp({ seconds: -1, nanoseconds: 5 })).toBe('1969-12-31T23:59:59.000000005Z');
});

it('stays within four digits for the year', () => {
  expect(formatStamp({ seconds: 2 ** 63, nanoseconds: 1 })).toBe('9999-12-31T23:59:59.000000001Z');
  expect(formatStamp({ seconds: -(2 ** 63), nanoseconds: 1 })).toBe('0000-01-01T00:00:00.000000001Z');
});

it('adds the time of the run to its epoch', () => {
  expect(formatTime(1.5e9, DAY)).toBe('1970-01-02T00:00:01.500000000Z');
  expect(formatTime(-1, DAY)).toBe('1970-01-01T23:59:59.999999999Z');
});

it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('has no text for %f', (timeNs) => {
  expect(formatTime(timeNs, 0)).toBeNull();
});

it('is exact to the nanosecond within 100 days', () => {
  const property = fc.property(fc.nat(100 * DAY), fc.nat(999_999_999), (seconds, nanoseconds) => {
    expect(formatTime(seconds * 1e9 + nanoseconds, DAY)).toBe(formatStamp({ seconds: seconds + DAY, nanoseconds }));
  });
  fc.assert(property);
});

it('is always a time stamp, however far away', () => {
  const property = fc.property(fc.double({ min: -1e29, max: 1e29, noNaN: true }), (timeNs) => {
    expect(formatTime(timeNs, DAY)).toMatch(RFC3339);
  });
  fc.assert(property, { numRuns: 2000 });
});

it('knows the earlier and the later of two times, one of which may not be known', () => {
  expect([earlier(1, 2), earlier(2, 1), earlier(Number.NaN, 1), earlier(1, Number.NaN)]).toEqual([1, 1, 1, 1]);
  expect([later(1, 2), later(2, 1), later(Number.NaN, 1), later(1, Number.NaN)]).toEqual([2, 2, 1, 1]);
});
