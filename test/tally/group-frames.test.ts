import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { GroupFrames } from '../../src/tally/group-frames.ts';
import {
  arp,
  BROADCAST,
  checksum,
  ethernet,
  icmp,
  ipv4,
  ipv6,
  MAC_A,
  MAC_B,
  raw,
  u16,
  udp,
} from '../helpers/frames.ts';
import { observeFrames, observeInputs, type Sighting, START_SECONDS } from '../helpers/observe.ts';
import { join } from './frames.ts';

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

/** A datagram to a group as its sender sees it: identification 0, the checksum left to the card, and a counter behind many equal bytes. */
const counted = (counter: number, to: string, captured?: number): Uint8Array => {
  const datagram = udp(
    {},
    Uint8Array.from({ length: 120 }, (_, i) => (i === 119 ? counter : 7)),
  );
  const frame = ethernet(to.includes(':') ? ipv6({ to }, datagram) : ipv4({ to }, datagram), {
    to: '01:00:5e:01:01:01',
  });
  frame.set([0x12, 0x34], frame.length - datagram.bytes.length + 6);
  return frame.subarray(0, captured);
};

it.each(['239.1.1.1', 'ff05::1'])('compares whole frames, where nothing but the payload differs: %s', (to) => {
  const differ = [0, 0.01, 0.02].map((at, i): [number, Uint8Array] => [at, counted(i, to)]);
  expect(tallied(...differ).list()[0]).toMatchObject({ frames: 3, repeats: 0 });
  const equal = [0, 0.01, 0.02].map((at): [number, Uint8Array] => [at, counted(1, to)]);
  expect(tallied(...equal).list()[0]).toMatchObject({ repeats: 2, longestSeries: 3 });
});

const UDP_CHECKSUM = 40;
/** What a sender writes there that leaves the checksum to its card. */
const pseudoSum = (frame: Uint8Array): Uint8Array =>
  u16(~checksum(join(frame.subarray(26, 34), [0, 17], frame.subarray(38, 40))) & 0xffff);

const repeatsOfCut = (frame: Uint8Array, captured: number): number => {
  const cut = { bytes: frame.subarray(0, captured), original: frame.length };
  return observeFrames([0, 0.01].map((at) => ({ at, ...cut }))).tallies.groupFrames.list()[0].repeats;
};

it('compares cut frames only by an identification or a checksum over what is missing', () => {
  const to = { to: '01:00:5e:01:01:01' };
  const whole = ethernet(ipv4({ to: '239.1.1.1' }, udp({}, 200)), to);
  expect(repeatsOfCut(whole, 96)).toBe(1);
  expect(repeatsOfCut(whole, 40)).toBe(0);
  const left = whole.slice();
  left.set(pseudoSum(whole), UDP_CHECKSUM);
  expect(repeatsOfCut(left, 96)).toBe(0);
  left.set([0, 0], UDP_CHECKSUM);
  expect(repeatsOfCut(left, 96)).toBe(0);
  expect(repeatsOfCut(ethernet(ipv4({ to: '239.1.1.1', id: 7 }, udp({}, 200)), to), 40)).toBe(1);
  expect(repeatsOfCut(ethernet(ipv6({ to: 'ff02::1' }, icmp(134, 0, 100, 58)), to), 64)).toBe(1);
  expect(repeatsOfCut(ethernet(ipv4({ to: '239.1.1.1' }, raw(132, 90)), to), 64)).toBe(0);
});

it('needs of an ARP message all of it, but not its padding', () => {
  const padded = new Uint8Array(60);
  padded.set(ask(MAC_A, '10.0.0.2'));
  expect(repeatsOfCut(padded, 42)).toBe(1);
  expect(repeatsOfCut(padded, 41)).toBe(0);
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
  expect(series(frames.slice(0, 2), frames.slice(2))).toEqual([[3, 4]]);
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
