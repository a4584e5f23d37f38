import { expect, it } from 'vitest';
import { ACK, ethernet, icmp, ipv4, MAC_A, MAC_B, RST, SYN, tcp, vlan } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

const back = { from: MAC_B, to: MAC_A };
const syn = (at: number, port = 80): Sighting => ({
  at,
  bytes: ethernet(ipv4({ id: at + 1 }, tcp({ flags: SYN, to: port }))),
});
const ping = (at: number): Sighting => ({
  at,
  bytes: ethernet(ipv4({ id: at + 1 }, icmp(8, 0, Uint8Array.of(0, 1, 0, at)))),
});
const toTheAsker: Sighting = { at: 0, bytes: ethernet(ipv4({ from: '10.0.0.3', to: '10.0.0.1' }, icmp(0)), back) };

it('fires at a SYN that is sent again and never answered', () => {
  const finding = theOne(findingsOf([syn(0), syn(1)]), 'unanswered-flow');
  expect(finding).toMatchObject({ severity: 'error', subject: '10.0.0.1 → 10.0.0.2:80', count: 2 });
  expect(finding.evidence[0].frames).toEqual([1]);
  expect(finding.displayFilter).toBe(
    'ip.src == 10.0.0.1 && ip.dst == 10.0.0.2 && tcp.dstport == 80 && tcp.srcport == 40000 && tcp.flags.syn == 1',
  );
});

it('shows the SYNs of many attempts without naming their ports', () => {
  const syns = Array.from({ length: 18 }, (_, i): Sighting => {
    const from = 40_000 + (i % 9);
    return { at: i, bytes: ethernet(ipv4({ id: i + 1 }, tcp({ flags: SYN, from }))) };
  });
  expect(theOne(findingsOf(syns), 'unanswered-flow').displayFilter).toBe(
    'ip.src == 10.0.0.1 && ip.dst == 10.0.0.2 && tcp.dstport == 80 && tcp.flags.syn == 1',
  );
});

it('counts pings once that a mirror shows twice', () => {
  const mirrored = (count: number): Sighting[] =>
    Array.from({ length: count }, (_, at) => [ping(at), { ...ping(at), at: at + 0.0001 }]).flat();
  const finding = theOne(findingsOf([toTheAsker, ...mirrored(3)]), 'unanswered-flow');
  expect([finding.count, finding.evidence[0].value]).toEqual([3, 3]);
  expect(idsOf([toTheAsker, ...mirrored(2)])).not.toContain('unanswered-flow');
});

it('is silent about a single SYN: its answer may have been out of sight', () => expect(idsOf([syn(0)])).toEqual([]));

it.each([
  ['a SYN-ACK', SYN | ACK],
  ['a reset', RST | ACK],
])('is silent after %s', (_, flags) => {
  const answer = {
    at: 2,
    bytes: ethernet(ipv4({ from: '10.0.0.2', to: '10.0.0.1' }, tcp({ from: 80, to: 40_000, flags })), back),
  };
  expect(idsOf([syn(0), syn(1), answer])).not.toContain('unanswered-flow');
});

it('is silent when the answer comes back in another VLAN', () => {
  const asked = [0, 1].map(
    (at): Sighting => ({ at, bytes: ethernet(vlan(6, ipv4({ id: at + 1 }, tcp({ flags: SYN })))) }),
  );
  const answer = {
    at: 2,
    bytes: ethernet(
      vlan(7, ipv4({ from: '10.0.0.2', to: '10.0.0.1' }, tcp({ from: 80, to: 40_000, flags: SYN | ACK }))),
      back,
    ),
  };
  expect(idsOf([...asked, answer])).not.toContain('unanswered-flow');
});

it('is silent about senders that acknowledge what this capture does not hold', () => {
  const elsewhere = [
    { at: 5, bytes: ethernet(ipv4({ to: '10.0.0.7', id: 50 }, tcp({ flags: SYN, sequence: 0 }))) },
    { at: 6, bytes: ethernet(ipv4({ to: '10.0.0.7', id: 51 }, tcp({ flags: ACK, sequence: 1 }))) },
  ];
  expect(idsOf([syn(0), syn(1), ...elsewhere])).not.toContain('unanswered-flow');
});

it('is silent when an ICMP error answers', () => {
  const quoted = ipv4({ id: 1 }, tcp({ flags: SYN })).bytes.subarray(0, 28);
  const error = {
    at: 2,
    bytes: ethernet(
      ipv4({ from: '10.0.0.2', to: '10.0.0.1' }, icmp(3, 13, new Uint8Array([0, 0, 0, 0, ...quoted]))),
      back,
    ),
  };
  expect(idsOf([syn(0), syn(1), error])).not.toContain('unanswered-flow');
});

it('fires at the third ping, and at none before', () => {
  expect(idsOf([toTheAsker, ping(1), ping(2)])).toEqual([]);
  expect(theOne(findingsOf([toTheAsker, ping(1), ping(2), ping(3)]), 'unanswered-flow')).toMatchObject({
    severity: 'error',
    count: 3,
  });
});

it('leaves pings in the last second of the capture time to be answered', () => {
  const late = [0.1, 0.2, 0.3].map((at): Sighting => ({ ...ping(at * 10), at }));
  const end = (at: number): Sighting => ({ ...toTheAsker, at });
  expect(idsOf([toTheAsker, ...late])).toEqual([]);
  expect(idsOf([toTheAsker, ...late, end(1)])).toEqual([]);
  expect(idsOf([toTheAsker, ...late, end(1.2)])).toEqual(['unanswered-flow']);
});

it('only warns about pings when nothing to the sender was ever seen', () => {
  expect(theOne(findingsOf([ping(1), ping(2), ping(3)]), 'unanswered-flow').severity).toBe('warning');
});

it('is silent about pings to groups', () => {
  const pings = [1, 2, 3].map(
    (at): Sighting => ({
      at,
      bytes: ethernet(ipv4({ to: '224.0.0.1', id: at }, icmp(8)), { from: MAC_A, to: '01:00:5e:00:00:01' }),
    }),
  );
  expect(idsOf([toTheAsker, ...pings])).toEqual([]);
});
