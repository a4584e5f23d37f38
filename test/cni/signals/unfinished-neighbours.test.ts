import { expect, it } from 'vitest';
import { unfinishedNeighbours } from '../../../src/cni/signals/unfinished-neighbours.ts';
import { CARD, handshake, POD, SIBLING, sceneOf, timed, weighed } from '../scene-of.ts';

const pod = { mac: POD, ip: '10.0.0.2', unfinished: true };
const sibling = { mac: SIBLING, ip: '10.0.0.3', unfinished: true };
const says = (frames: Uint8Array[]) => weighed(unfinishedNeighbours, timed(frames));

it('takes two senders of unfinished checksums for neighbours without a wire', () => {
  const [{ weights }] = says(handshake(pod, sibling));
  expect(weights.none).toBeLessThan(-5);
  expect(weights['host-device/*']).toBeLessThan(-5);
});

it('says nothing of one, of cards that share a hypervisor, and of several places', () => {
  expect(says(handshake(pod, { ...sibling, unfinished: false }))).toEqual([]);
  expect(says(handshake(pod, { mac: CARD, ip: '10.0.0.4', unfinished: true }))).toEqual([]);
  const scene = sceneOf(timed(handshake(pod, sibling)));
  expect(unfinishedNeighbours.weigh({ ...scene, interfaces: 2 })).toEqual([]);
});
