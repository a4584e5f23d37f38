import { expect, it } from 'vitest';
import { allDevices } from '../../../src/cni/signals/all-devices.ts';
import { deliveredByCard } from '../../../src/cni/signals/delivered-by-card.ts';
import { handedToNode } from '../../../src/cni/signals/handed-to-node.ts';
import { routedNeighbour } from '../../../src/cni/signals/routed-neighbour.ts';
import { switchedOnNode } from '../../../src/cni/signals/switched-on-node.ts';
import { ipv4, sll2, tcp } from '../../helpers/frames.ts';
import { CARD, OTHER_CARD, POD, timed, weighed } from '../scene-of.ts';

const SLL2 = { linkTypes: [276] };
const [TO_US, TO_OTHER, FROM_US] = [0, 3, 4];
const [UPLINK, BRIDGE, VETH] = [2, 3, 9];
const packet = (i: number, from = '10.0.0.2', to = '10.0.0.1') => ipv4({ from, to, id: i }, tcp({ sequence: i }));
const range = [1, 2, 3, 4];

it('knows a bridge by frames that cross the node unchanged', () => {
  const frames = range.flatMap((i) => [
    sll2(packet(i), VETH, TO_OTHER, POD),
    sll2(packet(i), BRIDGE, TO_OTHER, POD),
    sll2(packet(i), UPLINK, FROM_US, POD),
  ]);
  const [reading] = weighed(switchedOnNode, timed(frames, 0.0001), SLL2);
  expect(reading.statement).toBe(`4 frames of ${POD} came in by one device and left by another unchanged`);
  expect(weighed(deliveredByCard, timed(frames, 0.0001), SLL2)).toEqual([]);
});

it("takes routed frames, whose TTL and station change, for no bridge's", () => {
  const frames = range.flatMap((i) => [sll2(packet(i), VETH, TO_US, POD), sll2(packet(i), UPLINK, FROM_US, CARD)]);
  expect(weighed(switchedOnNode, timed(frames, 0.0001), SLL2)[0].weights.bridge).toBeLessThan(0);
  expect(weighed(handedToNode, timed(frames, 0.0001), SLL2)[0].weights['macvlan/*']).toBeLessThan(-10);
});

it('takes a machine that others talk with for no router of them: it sends nothing but its own, by their device', () => {
  const frames = range.flatMap((i) => [
    sll2(packet(i), UPLINK, TO_US, POD),
    sll2(packet(100 + i, '10.0.0.1', '10.0.0.2'), UPLINK, FROM_US, '02:00:00:00:00:77'),
  ]);
  expect(weighed(handedToNode, timed(frames, 0.0001), SLL2)).toEqual([]);
  expect(weighed(routedNeighbour, timed(frames, 0.0001), SLL2)[0].weights.ptp).toBeLessThan(-10);
  const routed = range.map((i) =>
    sll2(ipv4({ from: '10.9.0.7', to: '10.0.0.2', ttl: 62, id: i }, tcp({ sequence: i })), UPLINK, FROM_US, CARD),
  );
  expect(weighed(handedToNode, timed([...frames, ...routed], 0.0001), SLL2)).toHaveLength(1);
});

it("knows macvlan by pods' frames on the card alone", () => {
  const frames = range.flatMap((i) => [
    sll2(packet(i), UPLINK, FROM_US, POD),
    sll2(packet(100 + i, '10.0.0.1', '10.0.0.2'), UPLINK, TO_OTHER, CARD),
  ]);
  expect(weighed(deliveredByCard, timed(frames), SLL2)[0].weights['macvlan/bridge']).toBeGreaterThan(15);
  expect(weighed(deliveredByCard, timed(frames.slice(0, 4)), SLL2)).toEqual([]);
  expect(weighed(handedToNode, timed(frames), SLL2)).toEqual([]);
});

it('speaks against a bridge when frames of pods are seen on no second device', () => {
  const frames = range.map((i) => sll2(packet(i), UPLINK, TO_US, POD));
  expect(weighed(switchedOnNode, timed(frames, 0.0001), SLL2)[0].weights.bridge).toBeLessThan(0);
  expect(weighed(switchedOnNode, timed(frames.slice(0, 1)), SLL2)).toEqual([]);
});

it('knows a bridge that is the gateway by frames for another host on the port and for the node on the bridge', () => {
  const gateway = '02:00:00:00:00:77';
  const answer = (i: number) => ipv4({ from: '10.244.1.2', to: '10.244.0.2', ttl: 63, id: i }, tcp({ sequence: i }));
  const frames = range.flatMap((i) => [
    sll2(packet(i, '10.244.0.2', '10.244.1.2'), VETH, TO_OTHER, POD),
    sll2(packet(i, '10.244.0.2', '10.244.1.2'), BRIDGE, TO_US, POD),
    sll2(answer(i), BRIDGE, FROM_US, gateway),
    sll2(answer(i), VETH, FROM_US, gateway),
  ]);
  const [{ statement, weights }] = weighed(handedToNode, timed(frames, 0.0001), SLL2);
  expect(statement).toBe(`4 frames of ${POD} are for the node on a bridge, and for another host on its port`);
  expect(weights.bridge).toBe(0);
  expect(weights['native/flannel-host-gw']).toBe(0);
  expect(weights.ptp).toBeLessThan(-10);
  for (const signal of [deliveredByCard, switchedOnNode])
    expect(weighed(signal, timed(frames, 0.0001), SLL2)).toEqual([]);
});

it('speaks against a card that the node has handed to a pod: it is not among its devices', () => {
  const frames = range.map((i) => sll2(packet(i), UPLINK, TO_US, CARD));
  const [{ weights }] = weighed(allDevices, timed(frames), SLL2);
  expect(weights['host-device/*']).toBeLessThan(-5);
  expect(weights['vlan/*']).toBeLessThan(-5);
});

it('speaks against pods of a machine that sends in the name of one card and hears none', () => {
  const answers = range.map((i) => sll2(packet(i, '10.0.0.1', '10.0.0.2'), UPLINK, FROM_US, CARD));
  const against = (frames: Uint8Array[]) => weighed(allDevices, timed(frames), SLL2)[1]?.weights.ptp ?? 0;
  const heard = (mac: string) => range.map((i) => sll2(packet(i), UPLINK, TO_US, mac));
  expect(against([...heard(OTHER_CARD), ...answers])).toBeLessThan(-5);
  expect(against([...heard(POD), ...answers])).toBe(0);
  const routed = range.map((i) => sll2(packet(i), BRIDGE, FROM_US, OTHER_CARD));
  expect(against([...heard(OTHER_CARD), ...answers, ...routed])).toBe(0);
});

it('takes one that sends in one random name for a machine of a cloud, whether or not its devices are named', () => {
  const me = '02:00:00:00:00:77';
  const heard = (device: number) => range.map((i) => sll2(packet(i), device, TO_US, POD));
  const sent = range.map((i) => sll2(packet(100 + i, '10.0.0.1', '10.0.0.2'), UPLINK, FROM_US, me));
  const against = (frames: Uint8Array[]) => weighed(allDevices, timed(frames, 0.0001), SLL2)[1]?.weights.ptp ?? 0;
  expect(against([...heard(UPLINK), ...sent])).toBeLessThan(-5);
  expect(against([...heard(VETH), ...sent])).toBe(0);
  const unnamed = [...heard(0), ...range.map((i) => sll2(packet(100 + i, '10.0.0.1', '10.0.0.2'), 0, FROM_US, me))];
  expect(weighed(handedToNode, timed(unnamed, 0.0001), SLL2)).toEqual([]);
});

it('takes a machine that sends in the name of several cards for no host behind its default router', () => {
  const behind = range.map((i) =>
    sll2(ipv4({ from: '10.9.0.7', to: '10.0.0.1', ttl: 63, id: i }, tcp({ sequence: i })), UPLINK, TO_US, OTHER_CARD),
  );
  const sent = (mac: string) => range.map((i) => sll2(packet(i, '10.0.0.1', '10.9.0.7'), UPLINK, FROM_US, mac));
  const none = (frames: Uint8Array[]) => weighed(routedNeighbour, timed(frames), SLL2)[0].weights.none;
  expect(none([...behind, ...sent(CARD)])).toBeGreaterThan(0);
  expect(none([...behind, ...sent(CARD), ...sent('00:50:56:0a:0b:0c')])).toBe(0);
});

it('has nothing to say of other captures', () => {
  for (const signal of [allDevices, deliveredByCard, handedToNode, switchedOnNode])
    expect(weighed(signal, [])).toEqual([]);
});
