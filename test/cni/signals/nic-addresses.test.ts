import { expect, it } from 'vitest';
import { nicAddresses } from '../../../src/cni/signals/nic-addresses.ts';
import { CARD, handshake, OTHER_CARD, POD, report, resolve, SIBLING, timed, weighed } from '../scene-of.ts';

const host = { mac: OTHER_CARD, ip: '10.0.0.1' };

it('speaks against cards when a random address speaks for itself', () => {
  const [reading] = weighed(nicAddresses, timed(handshake(host, { mac: POD, ip: '10.0.0.2' })));
  expect(reading.statement).toContain(`1 random station address with IP addresses of its own: ${POD}`);
  expect(reading.weights.none).toBeLessThan(0);
});

it('speaks against a bridge where random addresses stand beside cards, for most bridges hide their pods', () => {
  const frames = handshake({ mac: CARD, ip: '10.0.0.1' }, { mac: POD, ip: '10.0.0.2' });
  expect(weighed(nicAddresses, timed(frames))[0].weights.bridge).toBeLessThan(0);
});

it.each([CARD, '52:54:00:01:02:03', 'fa:16:3e:01:02:03'])(
  'speaks against pods when there are only cards such as %s',
  (mac) => {
    const [reading] = weighed(nicAddresses, timed(handshake(host, { mac, ip: '10.0.0.2' })));
    expect(reading.weights.bridge).toBeLessThan(0);
  },
);

it('is silent when nobody speaks for itself', () => expect(weighed(nicAddresses, [])).toEqual([]));

it("says less against cards where nobody has a vendor's address, as in clouds that give out their own", () => {
  const weightOf = (mac: string) => {
    const frames = handshake({ mac, ip: '10.0.0.1' }, { mac: POD, ip: '10.0.0.2' });
    return weighed(nicAddresses, timed(frames))[0].weights['host-device'];
  };
  expect(weightOf(SIBLING)).toBeGreaterThan(weightOf(CARD) + 8);
  expect(weightOf(SIBLING)).toBeLessThan(0);
});

it("speaks against macvlan where nobody has a card's address: its pods are on a network of cards", () => {
  const frames = handshake({ mac: SIBLING, ip: '10.0.0.1' }, { mac: POD, ip: '10.0.0.2' });
  const { weights } = weighed(nicAddresses, timed(frames))[0];
  expect(weights['macvlan/*']).toBeLessThan(weights.bridge);
  expect(weights.bridge).toBeLessThan(0);
  expect(weights['native/*']).toBeUndefined();
});

it('says less against ordinary hosts where a random address fetches from the Internet, as phones do', () => {
  const noneFor = (ttl: number) => {
    const far = handshake({ mac: POD, ip: '10.0.0.2' }, { mac: OTHER_CARD, ip: '192.0.2.1', ttl }, 40_001);
    const router = resolve({ mac: POD, ip: '10.0.0.2' }, host);
    return weighed(nicAddresses, timed([...router, ...far]))[0].weights.none;
  };
  expect(noneFor(50)).toBeGreaterThan(noneFor(63) + 5);
});

it.each(['bridge', 'macvlan/bridge'])('says less against %s behind a card that routes', (mode) => {
  const weightOf = (ttl: number) => {
    const routed = handshake(host, { mac: CARD, ip: '10.244.0.2', ttl });
    const frames = [...resolve(host, { mac: CARD, ip: '10.0.0.2' }), ...routed];
    return weighed(nicAddresses, timed(frames))[0].weights[mode];
  };
  expect(weightOf(63)).toBeGreaterThan(weightOf(64) + 4);
});

it('is as sure of a random address beside a card in one frame as in many, and not of their absence', () => {
  const [pod, sibling] = [POD, SIBLING].map((mac, i) => ({ mac, ip: `10.0.0.${i + 2}` }));
  const isSure = (frames: Uint8Array[]) => weighed(nicAddresses, timed(frames))[0].undiscounted ?? false;
  expect(isSure(resolve(host, pod))).toBe(true);
  expect(isSure(resolve(sibling, pod))).toBe(false);
  expect(isSure(resolve(host, { mac: CARD, ip: '10.0.0.9' }))).toBe(false);
});

it('counts a random address that solicits routers where nobody speaks to anybody: ports of a bridge do not', () => {
  const none = (type: number) => {
    const frames = [...resolve(host, { mac: CARD, ip: '10.0.0.9' }, false), report(POD, 'fe80::1', type)];
    return weighed(nicAddresses, timed(frames))[0].weights.none ?? 0;
  };
  expect(none(133)).toBeLessThan(-10);
  expect(none(143)).toBe(0);
});
