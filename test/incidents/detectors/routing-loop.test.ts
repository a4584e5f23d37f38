import { expect, it } from 'vitest';
import { ethernet, icmp, ipv4, ipv6, MAC_A, MAC_B, type Stations, SYN, tcp, udp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, theOne } from '../findings.ts';

type Packet = (ttl: number, at: number) => Uint8Array;

const datagram: Packet = (ttl) => ethernet(ipv6({ ttl }, udp({}, 3)));
/** One packet, again every half millisecond with the TTLs given. */
const passes = (packet: Packet, ttls: number[], from = 0): Sighting[] =>
  ttls.map((ttl, i) => ({ at: from + 0.0005 * i, bytes: packet(ttl, from) }));
const falling = (count: number, step = 2): number[] => Array.from({ length: count }, (_, i) => 64 - step * i);
const told = (frames: Sighting[]): string[] => findingsOf(frames).map(({ id }) => id);

it.each<[string, Packet]>([
  ['IPv4', (ttl, at) => ethernet(ipv4({ ttl, id: at + 1 }, udp({}, 3)))],
  ['IPv4 without identification', (ttl) => ethernet(ipv4({ ttl, id: 0 }, udp({}, 3)))],
  ['IPv6 datagrams', datagram],
  ['IPv6 pings', (ttl, at) => ethernet(ipv6({ ttl }, icmp(128, 0, Uint8Array.of(0, 1, 0, at), 58)))],
  ['IPv6 SYNs', (ttl, at) => ethernet(ipv6({ ttl }, tcp({ flags: SYN, sequence: at })))],
])('fires at %s that pass again and again with falling TTL', (_, packet) => {
  const finding = theOne(findingsOf([0, 1].flatMap((at) => passes(packet, falling(30), at))), 'routing-loop');
  expect(finding).toMatchObject({ severity: 'error', count: 2 });
  expect(finding.summary).toContain('passed 30 times');
});

it('is silent about equal datagrams on a way that became longer', () => {
  expect(told(passes(datagram, [...falling(3, 0), ...Array.from({ length: 40 }, () => 62)]))).not.toContain(
    'routing-loop',
  );
});

it('is silent about equal datagrams on two ways in turns', () => {
  expect(
    told(
      passes(
        datagram,
        Array.from({ length: 40 }, (_, i) => 64 - (i % 2)),
      ),
    ),
  ).not.toContain('routing-loop');
});

it('is silent about rising TTLs', () => {
  expect(told(passes(datagram, falling(30, -1)))).not.toContain('routing-loop');
});

it('is silent about a router that sends packets back on the same wire', () => {
  const back: Stations = { from: MAC_B, to: MAC_A };
  const routed = Array.from({ length: 20 }, (_, at): Sighting[] => [
    { at, bytes: datagram(64, at) },
    { at: at + 0.0001, bytes: ethernet(ipv6({ ttl: 63 }, udp({}, 3)), back) },
  ]).flat();
  expect(told(routed)).toEqual([]);
});
