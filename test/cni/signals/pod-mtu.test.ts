import { expect, it } from 'vitest';
import { podMtu } from '../../../src/cni/signals/pod-mtu.ts';
import { CARD, handshake, POD, timed, VETH, weighed } from '../scene-of.ts';

const frames = (mss: number, from = POD): Uint8Array[] =>
  handshake({ mac: from, ip: '10.244.0.2', mss }, { mac: from === CARD ? CARD : VETH, ip: '10.244.1.2', ttl: 62, mss });

it.each([
  [1410, 'vxlan/*', 50],
  [1440, 'ipip/*', 20],
  [1400, 'wireguard/*', 60, 10], // a round number, set by hand as well
  [1380, 'wireguard/*', 80],
  [1360, 'geneve/ovn-kubernetes', 100],
  [1336, 'vxlan/weave', 124],
  [1436, 'gre/*', 24],
])('an MSS of %i speaks for %s', (mss, mode, overhead, least = 15) => {
  const [reading] = weighed(podMtu, timed(frames(mss)));
  expect(reading.statement).toContain(`${overhead} bytes below 1500`);
  expect(reading.weights[mode]).toBeGreaterThan(least);
  expect(reading.weights.none).toBeLessThan(0);
});

it('speaks against encapsulations at the plain MTU', () => {
  expect(weighed(podMtu, timed(frames(1460)))[0].weights['vxlan/*']).toBeLessThan(0);
});

it("is silent about MTUs that are nobody's, about cards and without SYNs", () => {
  expect(weighed(podMtu, timed(frames(1415)))).toEqual([]);
  expect(weighed(podMtu, timed(frames(1410, CARD)))).toEqual([]);
  expect(weighed(podMtu, timed(frames(1410).slice(2)))).toEqual([]);
});
