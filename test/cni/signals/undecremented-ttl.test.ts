import { expect, it } from 'vitest';
import { undecrementedTtl } from '../../../src/cni/signals/undecremented-ttl.ts';
import { CARD, handshake, OTHER_CARD, POD, resolve, timed, weighed } from '../scene-of.ts';

const client = { mac: OTHER_CARD, ip: '10.0.0.1' };
const node = { mac: CARD, ip: '10.0.0.2' };
const slave = { mac: CARD, ip: '10.63.0.5' };

it('fires for an address behind a card that claims another one', () => {
  const [reading] = weighed(undecrementedTtl, timed([...resolve(client, node), ...handshake(client, slave)]));
  expect(reading.statement).toContain(`${CARD} sends from 10.63.0.5 with TTL 64, unrouted, and never claims it in ARP`);
  expect(reading.weights['ipvlan/l3']).toBeGreaterThan(20);
  expect(reading.weights['ipvlan/l2']).toBeLessThan(0);
});

it('says so when the address is asked for in vain while it speaks', () => {
  const [reading] = weighed(undecrementedTtl, timed([...resolve(client, slave, false), ...handshake(client, slave)]));
  expect(reading.statement).toContain('leaves ARP questions for it unanswered');
});

it('speaks against L3 when every address is claimed', () => {
  const [reading] = weighed(undecrementedTtl, timed([...resolve(client, node), ...handshake(client, node)]));
  expect(reading.weights['ipvlan/l3']).toBeLessThan(0);
});

it('is silent about routers, about random addresses and without any ARP', () => {
  const routed = handshake(client, { ...slave, ttl: 63 });
  expect(weighed(undecrementedTtl, timed([...resolve(client, node), ...routed]))).toEqual([]);
  expect(
    weighed(undecrementedTtl, timed(handshake({ mac: POD, ip: '10.0.0.7' }, { mac: POD, ip: '10.0.0.8' }))),
  ).toEqual([]);
  expect(weighed(undecrementedTtl, timed(handshake(client, slave)))).toEqual([]);
});
