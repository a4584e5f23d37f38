import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { GroupFrames } from '../../src/tally/group-frames.ts';
import { arp, BROADCAST, ethernet, MAC_A, MAC_B } from '../helpers/frames.ts';
import { observeFrames, observeInputs, type Sighting, START_SECONDS } from '../helpers/observe.ts';

/** The run's clock begins at midnight. */
const START_NS = (START_SECONDS % 86_400) * 1e9;

const ask = (from: string, to: string): Uint8Array => ethernet(arp({ fromMac: from, to }), { from, to: BROADCAST });

const tallied = (...frames: [at: number, bytes: Uint8Array][]): GroupFrames =>
  observeFrames(frames.map(([at, bytes]) => ({ at, bytes }))).tallies.groupFrames;

it('counts the frames of each station and its busiest second of the clock', () => {
  const [a, b] = tallied(
    [0.1, ask(MAC_A, '10.0.0.2')],
    [0.9, ask(MAC_A, '10.0.0.3')],
    [1, ask(MAC_A, '10.0.0.4')],
    [1, ask(MAC_B, '10.0.0.4')],
  ).list();
  expect(a).toMatchObject({ station: MAC_A, frames: 3, arp: 3, peak: 2, arpPeak: 2, peakNs: START_NS });
  expect(b).toMatchObject({ station: MAC_B, frames: 1, peak: 1 });
});

it('counts series of equal frames, and not frames that differ in their last byte', () => {
  const [a] = tallied(
    [0, ask(MAC_A, '10.0.0.2')],
    [0.01, ask(MAC_A, '10.0.0.2')],
    [0.02, ask(MAC_A, '10.0.0.2')],
    [0.03, ask(MAC_A, '10.0.0.3')],
  ).list();
  expect(a).toMatchObject({ repeats: 2, longestSeries: 3, firstRepeatFrame: 1 });
});

it('begins a new series after a pause', () => {
  const [a] = tallied(
    [0, ask(MAC_A, '10.0.0.2')],
    [0.01, ask(MAC_A, '10.0.0.2')],
    [0.07, ask(MAC_A, '10.0.0.2')],
  ).list();
  expect(a).toMatchObject({ repeats: 1, longestSeries: 2 });
});

it('goes on with a series in the next of several rotated captures, and not in one of the same moment', () => {
  const frames = [0, 0.01, 0.02, 0.03].map((at) => ({ at, bytes: ask(MAC_A, '10.0.0.2') }));
  const series = (...inputs: Sighting[][]): number[][] =>
    observeInputs(inputs)
      .tallies.groupFrames.list()
      .map(({ repeats, longestSeries }) => [repeats, longestSeries]);
  expect(series(frames)).toEqual([[3, 4]]);
  expect(series(frames.slice(0, 2), frames.slice(2))).toEqual([
    [1, 2],
    [2, 4],
  ]);
  const later = frames.map(({ at, bytes }) => ({ at: at + 0.001, bytes }));
  expect(series(frames, later)).toEqual([
    [3, 4],
    [0, 0],
  ]);
});

it('never throws, whatever the bytes', () => {
  const survives = (bytes: Uint8Array): boolean => tallied([0, bytes], [0.001, bytes]).list().length <= 1;
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), survives));
});
