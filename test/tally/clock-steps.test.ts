import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ClockStep, MIN_STEP_NS } from '../../src/tally/clock-steps.ts';
import { InterfaceTally } from '../../src/tally/interfaces.ts';

/** Frames of some interfaces at times in ns, one after the other. */
function stepsOf(frames: readonly { at: number; interface?: number }[]): ClockStep[] {
  const tally = new InterfaceTally();
  tally.reserve(4);
  frames.forEach(({ at, interface: captureInterface = 0 }, i) => {
    tally.follow(captureInterface, at, i + 1);
  });
  return tally.clock.list();
}

const times = (...list: number[]): { at: number }[] => list.map((at) => ({ at: at * MIN_STEP_NS }));

it('says how far the clock stepped back, where, and how many frames were behind', () => {
  const [step, ...more] = stepsOf(times(10, 11, 8, 8.5, 9, 9.5, 10.5, 11, 12));
  expect(more).toEqual([]);
  expect(step).toMatchObject({ interface: 0, largestNs: 3e9, largestFrame: 3, framesBehind: 5 });
  expect(step.steps).toMatchObject({ count: 1, first: 8e9, last: 8e9, firstFrame: 3, lastFrame: 3 });
});

it('compares with the frame before, and not with the latest of all', () => {
  const [step] = stepsOf(times(100, 50, 60, 55, 110, 109.5));
  expect(step.steps).toMatchObject({ count: 2, firstFrame: 2, lastFrame: 4 });
  expect(step).toMatchObject({ largestNs: 50e9, largestFrame: 2, framesBehind: 3 });
});

it('knows no step a nanosecond below the least', () => {
  expect(stepsOf([{ at: MIN_STEP_NS }, { at: 1 }])).toEqual([]);
  expect(stepsOf([{ at: MIN_STEP_NS }, { at: 0 }])).toHaveLength(1);
});

it('never compares interfaces, and passes frames without a time over', () => {
  expect(
    stepsOf([
      { at: 9e9 },
      { at: 1e9, interface: 1 },
      { at: Number.NaN },
      { at: 10e9 },
      { at: 2e9, interface: 1 },
      { at: Number.NaN, interface: 1 },
    ]),
  ).toEqual([]);
});

it('takes a frame without a time for no return to the latest', () => {
  const [step] = stepsOf(times(10, 5, Number.NaN, 5.1, 5.2));
  expect(step.steps.count).toBe(1);
  expect(step.framesBehind).toBe(3);
});

it('counts as a plain walk does', () => {
  const naive = (list: readonly number[]): [steps: number, largest: number, behind: number] => {
    const back = list.map((at, i) => (i === 0 ? 0 : list[i - 1] - at));
    const steps = back.filter((delta) => delta >= MIN_STEP_NS);
    const highest = list.map((_, i) => Math.max(...list.slice(0, i)));
    let stepped = false;
    const behind = list.filter((at, i) => {
      stepped = at < highest[i] && (stepped || back[i] >= MIN_STEP_NS);
      return stepped;
    });
    return [steps.length, Math.max(0, ...steps), behind.length];
  };
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 30 }), (halves) => {
      const list = halves.map((half) => half * 5e8);
      const [step] = stepsOf(list.map((at) => ({ at })));
      const [steps, largest, behind] = naive(list);
      if (steps === 0) return step === undefined;
      return step.steps.count === steps && step.largestNs === largest && step.framesBehind === behind;
    }),
  );
});
