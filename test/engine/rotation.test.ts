import { describe, expect, it } from 'vitest';
import type { CaptureInterface } from '../../src/capture/packet-source.ts';
import { Rotation } from '../../src/engine/rotation.ts';

/** An interface of an input, with the times of its first and last packet. */
type Part = [input: number, from: number, to: number, description?: Partial<CaptureInterface>];

/** The interface that each one continues, as far back as that leads. */
function beginnings(parts: Part[]): number[] {
  const rotation = new Rotation();
  return parts.map(([input, from, , description], index) =>
    rotation.begin(index, input, { ...INTERFACE, ...description }, from, (other) => parts[other][2]),
  );
}

const INTERFACE = { section: 0, id: 0, name: null, linkType: 1 } as CaptureInterface;

describe('an interface continues', () => {
  it('one that ended before it began, however many files there are', () => {
    const parts: Part[] = [0, 1, 2].map((input) => [input, input, input + 1]);
    expect(beginnings(parts)).toEqual([0, 0, 0]);
  });

  it('one of an earlier section', () => {
    const [first, next]: Part[] = [
      [0, 0, 1],
      [0, 1, 2, { section: 1 }],
    ];
    expect(beginnings([first, next])).toEqual([0, 0]);
  });

  it('the one that ended last, and each only once', () => {
    const parts: Part[] = [
      [0, 0, 1],
      [1, 0, 1.1],
      [2, 1, 2],
      [3, 1.1, 2],
    ];
    expect(beginnings(parts)).toEqual([0, 1, 0, 1]);
  });
});

describe('an interface continues none', () => {
  it('that it overlaps in time', () => {
    const parts: Part[] = [
      [0, 0, 2],
      [1, 1, 3],
    ];
    expect(beginnings(parts)).toEqual([0, 1]);
  });

  it('of its own section, of which no end is known', () => {
    const parts: Part[] = [
      [0, 0, 1],
      [0, 2, 3],
    ];
    expect(beginnings(parts)).toEqual([0, 1]);
  });

  it.each([{ id: 1 }, { name: 'eth1' }, { linkType: 276 }])('of another description: %o', (description) => {
    const parts: Part[] = [
      [0, 0, 1],
      [1, 1, 2, description],
    ];
    expect(beginnings(parts)).toEqual([0, 1]);
  });

  it('without time stamps', () => {
    const parts: Part[] = [
      [0, Number.NaN, Number.NEGATIVE_INFINITY],
      [1, Number.NaN, Number.NEGATIVE_INFINITY],
    ];
    expect(beginnings(parts)).toEqual([0, 1]);
  });
});

it('forgets the oldest of very many at a time', () => {
  const parts: Part[] = Array.from({ length: 70 }, (_, input) => [input, 0, input === 0 ? 1 : 5]);
  expect(beginnings([...parts, [70, 2, 3]]).at(-1)).toBe(70);
});
