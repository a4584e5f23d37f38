import { expect, it } from 'vitest';
import { frameBase, frameRef, framesOfOne } from '../../src/tally/frame-ref.ts';

it.each([
  [0, 1],
  [1, 1],
  [8191, 999_999_999_999],
])('keeps input %i and frame %i in one number', (input, frame) => {
  expect(frameRef(frameBase(input) + frame)).toEqual({ input, frame });
});

it('names frames of one input at a time, that of the first, each once and in order', () => {
  const second = frameBase(1);
  expect(framesOfOne([second + 7, second + 5, 3, second + 7])).toEqual({ input: 1, frames: [7, 5] });
  expect(framesOfOne([3, second + 3])).toEqual({ input: 0, frames: [3] });
  expect(framesOfOne([0])).toEqual({ input: null, frames: [] });
});
