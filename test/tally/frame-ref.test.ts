import { expect, it } from 'vitest';
import { frameBase, frameRef } from '../../src/tally/frame-ref.ts';

it.each([
  [0, 1],
  [1, 1],
  [8191, 999_999_999_999],
])('keeps input %i and frame %i in one number', (input, frame) => {
  expect(frameRef(frameBase(input) + frame)).toEqual({ input, frame });
});
