import { expect, it } from 'vitest';
import { ACK, BROADCAST, ethernet, icmp, ipv4, MAC_A, MAC_B, tcp, udp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, theOne } from '../findings.ts';

const PAYLOAD = 20;

/** A segment, and the same one a moment later; `ttl` is that of the second. */
const twice = (at: number, ttl = 64, stations = { from: MAC_A, to: MAC_B }): Sighting[] => {
  const segment = tcp({ flags: ACK, sequence: 1000 + at * PAYLOAD }, PAYLOAD);
  return [
    { at: at / 10, bytes: ethernet(ipv4({ id: at + 1 }, segment)) },
    { at: at / 10 + 0.0001, bytes: ethernet(ipv4({ id: at + 1, ttl }, segment), stations) },
  ];
};
const series = (count: number, ttl?: number, stations?: { from: string; to: string }): Sighting[] =>
  Array.from({ length: count }, (_, at) => twice(at, ttl, stations)).flat();
const told = (frames: readonly Sighting[]): string[] => findingsOf(frames).map(({ id }) => id);

it('fires at ten copies, with the first of them', () => {
  const finding = theOne(findingsOf(series(10)), 'duplicate-packets');
  expect(finding).toMatchObject({ severity: 'info', count: 10 });
  expect(finding.evidence[0]).toMatchObject({ value: 10, frames: [2] });
  expect(finding.displayFilter).not.toBe('');
});

it('is silent at nine', () => expect(told(series(9))).toEqual([]));

it('is silent about a router that sends packets back on the same wire', () => {
  expect(told(series(20, 63, { from: MAC_B, to: MAC_A }))).not.toContain('duplicate-packets');
});

/** A datagram, twice. */
const datagrams = (count: number, id = 1): Sighting[] =>
  Array.from({ length: count }, (_, i) => i).flatMap((i) => {
    const bytes = ethernet(ipv4({ id: id + i }, udp({}, 20)));
    return [0, 0.0001].map((later) => ({ at: i / 10 + later, bytes }));
  });

it('shows by its filter copies of what Wireshark has no name for, too', () => {
  const pair = '(ip.addr == 10.0.0.1 && ip.addr == 10.0.0.2 && udp)';
  const tcpCopies = 'tcp.analysis.duplicate_ack || tcp.analysis.retransmission';
  expect(theOne(findingsOf(datagrams(10)), 'duplicate-packets').displayFilter).toBe(pair);
  expect(theOne(findingsOf([...datagrams(10), ...series(10)]), 'duplicate-packets').displayFilter).toBe(
    `(${tcpCopies} || ${pair})`,
  );
  expect(theOne(findingsOf(series(10)), 'duplicate-packets').displayFilter).toBe(tcpCopies);
  const pings = datagrams(10).map(({ at = 0 }, i) => ({
    at,
    bytes: ethernet(ipv4({ id: 1 + (i >> 1) }, icmp(8, 0, 20))),
  }));
  expect(theOne(findingsOf(pings), 'duplicate-packets').displayFilter).toBe(
    '(ip.addr == 10.0.0.1 && ip.addr == 10.0.0.2 && icmp)',
  );
});

/** A ping that two routers on one wire send to and fro. */
const circling = (passes: number): Sighting[] =>
  Array.from({ length: passes }, (_, i) => ({
    at: 20 + i / 10_000,
    bytes: ethernet(
      ipv4({ to: '10.9.9.9', id: 9, ttl: 64 - i }, icmp(8, 0, 20)),
      i % 2 === 0 ? {} : { from: MAC_B, to: MAC_A },
    ),
  }));

it('leaves packets that circle between routers to routing-loop, and counts other copies beside them', () => {
  expect(told(circling(40))).toEqual(['routing-loop']);
  expect(theOne(findingsOf([...circling(40), ...datagrams(12)]), 'duplicate-packets').count).toBe(12);
});

it('leaves datagrams that circle in a ring of bridges to l2-loop', () => {
  const datagram = ethernet(ipv4({ to: '10.0.0.255', id: 9 }, udp({}, 20)), { to: BROADCAST });
  const ring = Array.from({ length: 40 }, (_, i) => ({ at: 20 + i / 1000, bytes: datagram }));
  expect(told(ring)).toEqual(['l2-loop']);
});

it('counts the copies of a flow whose TTL changed for another reason', () => {
  const [first] = twice(30, 32);
  expect(told([...series(12), first, { ...first, bytes: twice(31, 32)[1].bytes, at: 3.2 }])).toContain(
    'duplicate-packets',
  );
});
