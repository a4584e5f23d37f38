import { expect, it } from 'vitest';
import { routersBetween } from '../../../src/cni/signals/routers-between.ts';
import { ipv4, sll2, tcp } from '../../helpers/frames.ts';
import { CARD, handshake, OTHER_CARD, POD, timed, VETH, weighed } from '../scene-of.ts';

const SLL2 = { linkTypes: [276] };
const [TO_US, FROM_US] = [0, 4];
const pod = { mac: POD, ip: '10.244.0.2' };
const peer = (ttl: number, at = 2) => handshake(pod, { mac: VETH, ip: `10.244.1.${at}`, ttl }, 40_000 + at);
const inPod = (frames: Uint8Array[]) => weighed(routersBetween, timed(frames));

it('takes peers behind two routers for pods of another node, which ptp and a bridge do not know', () => {
  const [reading] = inPod(peer(62));
  expect(reading.statement).toBe('10.244.1.2, whom pods talk with, is two routers away or farther');
  expect(reading.weights.ptp).toBeLessThan(-5);
  expect(reading.weights['native/*']).toBeUndefined();
});

it('takes peers behind one router for siblings, for neighbours of the node, or for those of a tunnel that lowers the TTL once', () => {
  const [{ weights }] = inPod([...peer(63), ...peer(63, 3)]);
  expect(weights['native/*']).toBeLessThan(-4);
  expect(weights['vxlan/flannel']).toBeLessThan(-4);
  expect(weights.ptp).toBeUndefined();
  expect(weights['vxlan/cilium']).toBeUndefined();
});

it('says nothing of both, of nobody routed, and of a network with cards', () => {
  expect(inPod([...peer(62), ...peer(63, 3)])).toEqual([]);
  expect(inPod(handshake(pod, { mac: VETH, ip: '10.244.0.3' }))).toEqual([]);
  expect(inPod([...peer(62), ...handshake(pod, { mac: CARD, ip: '10.244.0.9' })])).toEqual([]);
});

it('asks on a node whether another card routes for those that its pods talk with', () => {
  const packet = (i: number, from: string, to: string, ttl: number) =>
    ipv4({ from, to, id: i, ttl }, tcp({ sequence: i }));
  const node = (from: string, ttl: number) =>
    [1, 2, 3, 4].flatMap((i) => [
      sll2(packet(i, '10.244.0.2', from, 64), 9, TO_US, POD),
      sll2(packet(i, '10.244.0.2', from, 63), 2, FROM_US, CARD),
      sll2(packet(i, from, '10.244.0.2', ttl), 2, TO_US, OTHER_CARD),
    ]);
  const weightsOf = (frames: Uint8Array[]) => weighed(routersBetween, timed(frames, 0.0001), SLL2)[0].weights;
  expect(weightsOf(node('10.244.1.2', 63)).ptp).toBeLessThan(0);
  expect(weightsOf(node('10.0.0.9', 64))['native/*']).toBeLessThan(-4);
});
