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

it('says less of it beside a router, which hides the ARP of what is behind it', () => {
  const l3 = (frames: Uint8Array[]) => weighed(undecrementedTtl, timed(frames))[0].weights['ipvlan/l3'];
  const beside = l3([...resolve(client, node), ...handshake(client, { ...slave, ttl: 63 })]);
  expect(beside).toBeLessThan(0);
  expect(beside).toBeGreaterThan(l3([...resolve(client, node), ...handshake(client, node)]) + 5);
});

it('does not miss the ARP of addresses where there is nothing but ARP', () => {
  expect(weighed(undecrementedTtl, timed(resolve(client, node)))).toEqual([]);
});

it('is silent about routers themselves, about random addresses and without any ARP', () => {
  expect(weighed(undecrementedTtl, timed(handshake(client, { ...slave, ttl: 63 })))).toEqual([]);
  expect(
    weighed(undecrementedTtl, timed(handshake({ mac: POD, ip: '10.0.0.7' }, { mac: POD, ip: '10.0.0.8' }))),
  ).toEqual([]);
  expect(weighed(undecrementedTtl, timed(handshake(client, slave)))).toEqual([]);
});
