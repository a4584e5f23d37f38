import { expect, it } from 'vitest';
import { ACK, ethernet, ipv4, MAC_A, MAC_B, SYN, tcp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

const SCANNER = '10.0.0.1';
const TARGETS = 100;
/** Longer than whoever wants a connection waits before it asks again. */
const LATER: Sighting = { at: 10, bytes: ethernet(ipv4({ from: '10.9.0.1', to: '10.9.0.2' }, tcp({}, 5))) };

const syn = (i: number, more: { flags?: number; at?: number } = {}): Sighting => ({
  at: more.at ?? i / 1000,
  bytes: ethernet(ipv4({ from: SCANNER, to: `10.1.0.${i}`, id: i + 1 }, tcp({ flags: more.flags ?? SYN, to: 22 }))),
});
const scan = (targets: number): Sighting[] => Array.from({ length: targets }, (_, i) => syn(i));

it('fires at a hundred single SYNs that nobody answers', () => {
  const finding = theOne(findingsOf([...scan(TARGETS), LATER]), 'port-scan');
  expect(finding).toMatchObject({ severity: 'info', subject: SCANNER, count: TARGETS });
  expect(finding.summary).toBe(
    '10.0.0.1 asked 100 addresses on 1 port for connections, once each, and nothing came back.',
  );
  expect(finding.evidence[0].frames).toEqual([1, 2, 3, 4, 5]);
  expect(finding.displayFilter).toBe('ip.src == 10.0.0.1 && tcp.flags.syn == 1 && tcp.flags.ack == 0');
});

it.each([
  ['one target fewer', [...scan(TARGETS - 1), LATER]],
  ['a capture that ends before anybody would ask again', scan(TARGETS)],
  ['one target that is asked many times', [...Array.from({ length: 200 }, (_, i) => syn(1, { at: i / 1000 })), LATER]],
  ['connections that go on', [...scan(TARGETS), ...scan(TARGETS).map((_, i) => syn(i, { flags: ACK, at: 1 })), LATER]],
])('is silent about %s', (_, frames) => expect(idsOf(frames)).not.toContain('port-scan'));

it('is silent about what is answered', () => {
  const answers = Array.from({ length: TARGETS }, (_, i): Sighting => {
    const ends = { from: `10.1.0.${i}`, to: SCANNER, id: i };
    return {
      at: 1,
      bytes: ethernet(ipv4(ends, tcp({ from: 22, to: 40_000, flags: SYN | ACK })), { from: MAC_B, to: MAC_A }),
    };
  });
  expect(idsOf([...scan(TARGETS), ...answers, LATER])).not.toContain('port-scan');
});
