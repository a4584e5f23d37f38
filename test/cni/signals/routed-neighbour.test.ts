import { expect, it } from 'vitest';
import { routedNeighbour } from '../../../src/cni/signals/routed-neighbour.ts';
import { CARD, handshake, OTHER_CARD, POD, resolve, timed, VETH, weighed } from '../scene-of.ts';

const pod = { mac: POD, ip: '10.244.0.2' };
const LAN_CARD = '24:6e:96:01:02:03';
const weightOf = (frames: Uint8Array[], mode: string) => weighed(routedNeighbour, timed(frames))[0]?.weights[mode];

it('takes a random gateway with near peers for that of a routed pod', () => {
  const frames = handshake(pod, { mac: VETH, ip: '10.244.1.2', ttl: 62 });
  const [reading] = weighed(routedNeighbour, timed(frames));
  expect(reading.statement).toBe(`1 virtual gateway (${VETH}) passes on packets of 10.244.1.2, 2 routers away`);
  expect(reading.weights['macvlan/*']).toBeLessThan(0);
});

it('knows the gateway by what is handed to it when nothing comes back', () => {
  const gateway = { mac: VETH, ip: '10.244.0.1' };
  const [syn] = handshake(pod, { mac: VETH, ip: '10.244.1.2' });
  expect(weightOf([...resolve(pod, gateway), syn], 'macvlan/*')).toBeLessThan(0);
});

it('takes two cards that pass on for each other for nodes', () => {
  const frames = handshake({ mac: CARD, ip: '10.244.0.2', ttl: 63 }, { mac: OTHER_CARD, ip: '10.244.1.2', ttl: 63 });
  expect(weightOf(frames, 'native/*')).toBeGreaterThan(20);
  expect(weightOf(frames, 'ptp')).toBeLessThan(weightOf(frames, 'native/*')!);
});

it('takes two routers that have nothing to say to each other for those of somebody, unlike nodes', () => {
  const host = { mac: LAN_CARD, ip: '10.0.0.2' };
  const behind = (mac: string, ip: string) => handshake(host, { mac, ip, ttl: 63 }, 40_000);
  const apart = [...behind(CARD, '192.168.230.2'), ...behind(OTHER_CARD, '172.22.0.250')];
  const across = handshake(
    { mac: CARD, ip: '192.168.230.2', ttl: 63 },
    { mac: OTHER_CARD, ip: '172.22.0.250', ttl: 63 },
  );
  expect(weighed(routedNeighbour, timed(apart))[0].statement).toMatch(/^2 network cards/);
  expect(weightOf(apart, 'native/*')).toBeLessThan(10);
  expect(weightOf([...apart, ...across], 'native/*')).toBeGreaterThan(20);
});

it('leaves one far host open, and says nothing of the Internet', () => {
  const host = { mac: CARD, ip: '10.0.0.2' };
  expect(weightOf(handshake(host, { mac: OTHER_CARD, ip: '192.0.2.1', ttl: 61 }), 'native/*')).toBeLessThan(10);
  const internet = [1, 2, 3].flatMap((i) =>
    handshake(host, { mac: OTHER_CARD, ip: `192.0.2.${i}`, ttl: 45 + i }, 40_000 + i),
  );
  expect(weighed(routedNeighbour, timed(internet))).toEqual([]);
});

it('speaks against routed pods when nothing is routed', () => {
  expect(weightOf(handshake(pod, { mac: CARD, ip: '10.244.0.9' }), 'ptp')).toBeLessThan(0);
});

it("makes less of one host behind one router, which is somebody's server as often", () => {
  const host = { mac: CARD, ip: '10.0.0.2' };
  const server = (i: number) => handshake(host, { mac: OTHER_CARD, ip: `192.0.2.${i}`, ttl: 63 }, 40_000 + i);
  const [one, two] = [server(1), [...server(1), ...server(2)]].map((frames) => weightOf(frames, 'ptp'));
  expect(one).toBeLessThan(two! - 3);
  expect(one).toBeGreaterThan(0);
  expect(weightOf(server(1), 'native/*')).toBeLessThan(0);
});

it('leaves open whether one card with hosts behind it is a node or a router', () => {
  const client = { mac: OTHER_CARD, ip: '192.0.2.1' };
  const behind = (i: number) => handshake(client, { mac: CARD, ip: `10.244.0.${i}`, ttl: 63 }, 40_000 + i);
  const across = handshake({ mac: CARD, ip: '10.244.0.2', ttl: 63 }, { mac: OTHER_CARD, ip: '10.244.1.2', ttl: 63 });
  const several = [...behind(1), ...behind(2)];
  expect(weightOf(several, 'ptp')).toBeLessThan(weightOf(across, 'ptp')! - 3);
  expect(weightOf(several, 'native/*')).toBeLessThan(0);
  expect(weightOf(several, 'vxlan/*')).toBeLessThan(0);
});

it('makes less of a virtual gateway where no station at all has a card', () => {
  const behind = handshake({ mac: POD, ip: '10.244.0.2' }, { mac: VETH, ip: '10.244.1.2', ttl: 62 });
  const beside = handshake({ mac: CARD, ip: '10.0.0.1' }, { mac: OTHER_CARD, ip: '10.0.0.2' });
  const noneOf = (frames: Uint8Array[]): number => weighed(routedNeighbour, timed(frames))[0].weights.none;
  expect(noneOf(behind)).toBeGreaterThan(noneOf([...behind, ...beside]));
  expect(noneOf(behind)).toBeLessThan(0);
});

it("takes a router with hosts behind it for ordinary hosts' rather than a second network's, which seldom has a default router", () => {
  const behind = (i: number) =>
    handshake({ mac: OTHER_CARD, ip: '192.0.2.1' }, { mac: CARD, ip: `10.9.0.${i}`, ttl: 63 }, 40_000 + i);
  expect(weightOf(behind(1), 'none')).toBeGreaterThan(0);
  expect(weightOf([...behind(1), ...behind(2)], 'none')).toBeGreaterThan(0);
});

it('takes pods and cards that ask for each other for one network, and leaves the link of a routed pod open', () => {
  const host = { mac: CARD, ip: '10.244.0.9' };
  const sibling = { mac: VETH, ip: '10.244.0.3' };
  expect(weightOf(resolve(pod, host), 'native/*')).toBeLessThan(-10);
  expect(weighed(routedNeighbour, timed(resolve(pod, sibling)))).toEqual([]);
  const cards = weightOf(resolve(host, { mac: OTHER_CARD, ip: '10.244.0.8' }), 'native/*')!;
  expect(cards).toBeLessThan(0);
  expect(cards).toBeGreaterThan(-10);
});
