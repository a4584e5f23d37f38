import { expect, it } from 'vitest';
import { virtualWeights } from '../../src/cni/virtual-gateway.ts';
import { handshake, OTHER_CARD, POD, SIBLING, sceneOf, timed, VETH } from './scene-of.ts';

const pod = { mac: POD, ip: '10.244.0.2' };
const gateway = { mac: VETH, ip: '10.244.1.2', ttl: 62 };
const behind = handshake(pod, gateway);
const beside = handshake({ mac: SIBLING, ip: '10.244.0.3' }, pod, 40_001);

it('takes a gateway with several pods beside it for one of a bridge, for the link of a routed pod has two ends', () => {
  const [link, shared] = [behind, [...behind, ...beside]].map((frames) => virtualWeights(sceneOf(timed(frames))));
  expect(link['native/*']).toBeUndefined();
  expect(link.bridge).toBeLessThan(0);
  expect(shared.bridge - shared['native/*']).toBeGreaterThan(10);
  expect(shared['vxlan/flannel'] - shared['vxlan/*']).toBeGreaterThan(5);
  expect(shared['native/flannel-host-gw'] - shared.ptp).toBeGreaterThan(5);
});

it('says that less of hosts where nobody has a card', () => {
  const card = handshake({ mac: OTHER_CARD, ip: '10.244.0.9' }, pod, 40_002);
  const [cloud, cards] = [[], card].map((more) => virtualWeights(sceneOf(timed([...behind, ...beside, ...more]))));
  expect(cloud.none).toBeGreaterThan(cards.none);
  expect(cloud.bridge).toBe(cards.bridge);
});

it('does not take pods of several places for neighbours', () => {
  const scene = sceneOf(timed([...behind, ...beside]));
  expect(virtualWeights({ ...scene, interfaces: 2 }).bridge).toBeLessThan(0);
});

it('takes two that route for each other, and nobody else, for nodes of a cloud or a tunnel that has a router at each end', () => {
  const across = handshake({ mac: SIBLING, ip: '10.244.0.2', ttl: 63 }, { mac: VETH, ip: '10.244.1.2', ttl: 63 });
  const weights = virtualWeights(sceneOf(timed(across)));
  expect(weights.none).toBeLessThan(virtualWeights(sceneOf(timed(behind))).none);
  expect(weights['geneve/*']).toBeLessThan(weights['vxlan/flannel'] - 8);
  expect(weights['native/*']).toBeUndefined();
});
