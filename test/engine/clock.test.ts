import { expect, it } from 'vitest';
import { Clock } from '../../src/engine/clock.ts';

const DAY = 86_400;

it('counts from the midnight before the first time stamp', () => {
  const clock = new Clock();
  expect(clock.at(10 * DAY + 5, 7)).toBe(5e9 + 7);
  expect(clock.at(9 * DAY, 0)).toBe(-DAY * 1e9);
  expect(clock.epochSeconds).toBe(10 * DAY);
});

it('begins the day before 1970 at its own midnight', () => {
  const clock = new Clock();
  expect([clock.at(-5, 0), clock.epochSeconds]).toEqual([(DAY - 5) * 1e9, -DAY]);
});

it('has no time for a frame without one, and waits for the first that has one', () => {
  const clock = new Clock();
  expect([clock.at(Number.NaN, 0), clock.epochSeconds]).toEqual([Number.NaN, Number.NaN]);
  expect(clock.at(DAY, 1)).toBe(1);
});
