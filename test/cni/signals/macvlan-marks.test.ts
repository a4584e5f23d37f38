import { expect, it } from 'vitest';
import { deafNeighbour } from '../../../src/cni/signals/deaf-neighbour.ts';
import { reflectedFrames } from '../../../src/cni/signals/reflected-frames.ts';
import { siblingChecksums } from '../../../src/cni/signals/sibling-checksums.ts';
import { CARD, handshake, OTHER_CARD, POD, report, resolve, SIBLING, timed, weighed } from '../scene-of.ts';

const pod = { mac: POD, ip: '10.0.0.2', unfinished: true };
const sibling = { mac: SIBLING, ip: '10.0.0.3', unfinished: true };
const outside = { mac: CARD, ip: '10.0.0.1' };
const finished = [1, 2].flatMap((i) => handshake(outside, { ...sibling, unfinished: false }, 50_000 + i));

it('fires for siblings whose checksums nobody finished, beside finished ones', () => {
  const [reading] = weighed(siblingChecksums, timed([...handshake(pod, sibling), ...finished]));
  expect(reading.weights['macvlan/bridge']).toBeGreaterThan(reading.weights.bridge);
  expect(reading.weights['macvlan/vepa']).toBeLessThan(0);
});

it('is silent in the pod itself, whose own frames are never finished', () => {
  const own = handshake(outside, sibling, 50_001);
  expect(weighed(siblingChecksums, timed([...handshake(pod, sibling), ...own]))).toEqual([]);
  expect(weighed(siblingChecksums, timed(finished))).toEqual([]);
});

it('fires when the switch sends frames between siblings back, not when a mirror doubles all', () => {
  const twice = (frames: Uint8Array[]) => frames.flatMap((frame) => [frame, frame]);
  const between = [1, 2, 3].flatMap((i) => handshake(pod, sibling, 40_000 + i));
  expect(
    weighed(reflectedFrames, timed([...twice(between), ...finished], 0.0001))[0].weights['macvlan/vepa'],
  ).toBeGreaterThan(20);
  expect(weighed(reflectedFrames, timed(twice([...between, ...finished]), 0.0001))).toEqual([]);
  expect(weighed(reflectedFrames, timed([...between, ...finished], 0.0001))).toEqual([]);
});

it('tells a node from a sibling that is never answered by one who is alive', () => {
  const inVain = (asker: { mac: string; ip: string }) => [1, 2, 3].flatMap(() => resolve(asker, sibling, false));
  const alive = [...resolve(outside, sibling), ...finished];
  const seconds = (frames: Uint8Array[]) => timed(frames, 1);
  const node = { mac: OTHER_CARD, ip: '10.0.0.9' };
  expect(weighed(deafNeighbour, seconds([...inVain(node), ...alive]))[0].weights['macvlan/bridge']).toBeGreaterThan(10);
  const [private_] = weighed(deafNeighbour, seconds([...inVain(pod), ...alive]));
  expect(private_.weights['macvlan/private']).toBeGreaterThan(15);
  expect(private_.statement).toContain('asks 3 times for 10.0.0.3, which answers others');
});

it('is silent about one that was last heard before it was asked for, as a deleted pod is', () => {
  const inVain = [1, 2, 3].flatMap(() => resolve(pod, sibling, false));
  const alive = [...resolve(outside, sibling), ...finished];
  expect(weighed(deafNeighbour, timed([...alive, ...inVain], 1))).toEqual([]);
  expect(weighed(deafNeighbour, timed([...alive, ...inVain, report(SIBLING, 'fe80::3')], 1))).toHaveLength(1);
});

it('is silent about two questions, and about one that nobody ever heard', () => {
  const question = resolve(pod, sibling, false);
  expect(weighed(deafNeighbour, timed([...finished, ...question, ...question], 1))).toEqual([]);
  expect(weighed(deafNeighbour, timed([...question, ...question, ...question], 1))).toEqual([]);
});
