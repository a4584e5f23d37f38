import { expect, it } from 'vitest';
import { ipv4, sll2, tcp } from '../helpers/frames.ts';
import { CARD, handshake, OTHER_CARD, POD, SIBLING, sceneOf, timed, VETH } from './scene-of.ts';

const pod = { mac: POD, ip: '10.0.0.2', unfinished: true };
const outside = { mac: CARD, ip: '10.0.0.1' };
const idOf = (frames: Uint8Array[], linkTypes = [1]) => sceneOf(timed(frames), { linkTypes }).vantage.id;
const many = (make: (port: number) => Uint8Array[]) => [1, 2, 3].flatMap((i) => make(40_000 + i));

it('knows a capture on all devices by its headers', () => {
  expect(idOf([sll2(ipv4({}, tcp()), 2)], [276])).toBe('any');
});

it('knows a pod by checksums that are still to be finished', () => {
  expect(idOf(many((port) => handshake(pod, outside, port)))).toBe('pod');
});

it('knows a tunnel device by routed packets both ways and no ARP', () => {
  const one = { mac: POD, ip: '10.244.0.2', ttl: 63 };
  const other = { mac: VETH, ip: '10.244.1.2', ttl: 63 };
  expect(idOf(many((port) => handshake(one, other, port)))).toBe('tunnel');
  expect(
    idOf(
      [1, 2].map((id) => ipv4({ id, ttl: 63 }, tcp()).bytes),
      [101],
    ),
  ).toBe('tunnel');
});

it('takes several senders of unfinished checksums for a bridge, and finished ones for a wire', () => {
  const sibling = { mac: SIBLING, ip: '10.0.0.3', unfinished: true };
  expect(
    idOf([
      ...many((port) => handshake(pod, outside, port)),
      ...handshake(sibling, { mac: OTHER_CARD, ip: '10.0.0.9' }),
    ]),
  ).toBe('bridge');
  const hosts = [
    ...handshake(outside, { mac: OTHER_CARD, ip: '10.0.0.9' }),
    ...handshake({ mac: POD, ip: '10.0.0.2' }, { mac: SIBLING, ip: '10.0.0.3' }),
  ];
  expect(idOf(hosts)).toBe('uplink');
});

it('says nothing of a glimpse', () => expect(idOf(handshake(pod, outside).slice(0, 1))).toBe('unknown'));
