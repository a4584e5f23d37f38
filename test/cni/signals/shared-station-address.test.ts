import { expect, it } from 'vitest';
import { sharedStationAddress } from '../../../src/cni/signals/shared-station-address.ts';
import { CARD, handshake, OTHER_CARD, POD, resolve, timed, weighed } from '../scene-of.ts';

const host = { mac: OTHER_CARD, ip: '10.0.0.1' };

it('counts the addresses that one card claims', () => {
  const frames = [2, 3, 4].flatMap((i) => resolve(host, { mac: CARD, ip: `10.0.0.${i}` }));
  const [reading] = weighed(sharedStationAddress, timed(frames));
  expect(reading.statement).toBe(`${CARD} claims 3 addresses: 10.0.0.2, 10.0.0.3, 10.0.0.4`);
  expect(reading.weights['ipvlan/l2']).toBeGreaterThan(10);
});

it('is silent about one address, and about one more that the host gave itself (RFC 3927)', () => {
  const one = resolve(host, { mac: CARD, ip: '10.0.0.2' });
  expect(weighed(sharedStationAddress, timed(one))).toEqual([]);
  expect(weighed(sharedStationAddress, timed([...one, ...resolve(host, { mac: CARD, ip: '169.254.7.7' })]))).toEqual(
    [],
  );
});

it('is silent about pods, about addresses in dispute and about routers', () => {
  const two = (mac: string) => [2, 3].flatMap((i) => resolve(host, { mac, ip: `10.0.0.${i}` }));
  expect(weighed(sharedStationAddress, timed(two(POD)))).toEqual([]);
  expect(weighed(sharedStationAddress, timed([...two(CARD), ...resolve(host, { mac: POD, ip: '10.0.0.3' })]))).toEqual(
    [],
  );
  const routed = handshake({ mac: CARD, ip: '192.0.2.1', ttl: 55 }, host);
  expect(weighed(sharedStationAddress, timed([...two(CARD), ...routed]))).toEqual([]);
});

it.each([
  [63, 'a router away', 0],
  [125, 'three routers away, of Windows', 0],
  [60, 'further than any node: a host with a TTL of its own', 1],
  [64, 'unrouted', 1],
])('says of claimed addresses with TTL %i, %s: %i readings', (ttl, _, readings) => {
  const proxied = [2, 3].flatMap((i) => {
    const end = { mac: CARD, ip: `10.0.0.${i}`, ttl };
    return [...resolve(host, end), ...handshake(host, end)];
  });
  expect(weighed(sharedStationAddress, timed(proxied))).toHaveLength(readings);
});
