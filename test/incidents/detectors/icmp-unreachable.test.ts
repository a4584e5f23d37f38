import { describe, expect, it } from 'vitest';
import { concat } from '../../helpers/capture-builder.ts';
import { ethernet, icmp, ipv4, ipv6, tcp, u32, udp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, theOne } from '../findings.ts';

const CLIENT = '10.0.0.1';
const ROUTER = '10.1.0.1';
const quoted = ipv4({ from: CLIENT, to: '10.9.9.9' }, tcp({ from: 40_000, to: 443 }));

/** "Destination unreachable" with a code, about a packet of which so many bytes are quoted. */
const message = (at: number, code: number, bytes = quoted.bytes.length): Sighting => ({
  at,
  bytes: ethernet(ipv4({ from: ROUTER, to: CLIENT }, icmp(3, code, concat([u32(0), quoted.bytes.subarray(0, bytes)])))),
});

it('names target, sender and reason, with the frames and their filter', () => {
  const found = theOne(findingsOf([message(0, 1), message(1, 1)]), 'icmp-unreachable');
  expect(found).toMatchObject({ severity: 'warning', subject: '10.9.9.9:443', count: 2 });
  expect(found.summary).toBe(`${ROUTER} reports 10.9.9.9:443 as unreachable to ${CLIENT}: host unreachable.`);
  expect(found.evidence[0].frames).toEqual([1, 2]);
  expect(found.displayFilter).toContain('icmp.type == 3 && icmp.code == 1');
});

it('keeps two reasons for one target apart', () => {
  const found = findingsOf([message(0, 1), message(1, 13)]).filter(({ id }) => id === 'icmp-unreachable');
  expect(found).toHaveLength(2);
  expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(2);
});

it('makes one problem of messages that quote too little to say whom they are about', () => {
  const found = findingsOf([message(0, 0, 8), message(1, 1, 8), message(2, 13, 8)]);
  const unreachable = found.filter(({ id }) => id === 'icmp-unreachable');
  expect(unreachable).toHaveLength(1);
  expect(unreachable[0]).toMatchObject({ subject: 'a destination that was cut off', count: 3 });
  expect(unreachable[0].summary).not.toContain(' to ');
  expect(unreachable[0].displayFilter).toBe('icmp.type == 3');
});

describe('the next step', () => {
  const commandOf = (bytes: Uint8Array): string | null =>
    theOne(findingsOf([{ at: 0, bytes }]), 'icmp-unreachable').next.command;
  const SERVER = '10.9.9.9';
  const about = (reporter: string, code: number, transport = udp({ to: 514 })): Uint8Array => {
    const rest = concat([u32(0), ipv4({ from: CLIENT, to: SERVER }, transport).bytes]);
    return ethernet(ipv4({ from: reporter, to: CLIENT }, icmp(3, code, rest)));
  };

  it('is to look for the program at a port that its own host reports', () => {
    expect(commandOf(about(SERVER, 3))).toBe("ss -lunp 'sport = :514'");
    const rest = concat([u32(0), ipv6({ from: 'fd00::1', to: 'fd00::9' }, udp({ to: 514 })).bytes]);
    expect(commandOf(ethernet(ipv6({ from: 'fd00::9', to: 'fd00::1' }, icmp(1, 4, rest, 58))))).toBe(
      "ss -lunp 'sport = :514'",
    );
  });

  it.each([
    ['a router reports the port', about(ROUTER, 3)],
    ['it is a TCP port, for which a host without a program sends a reset', about(SERVER, 3, tcp({ to: 514 }))],
    ['the host is not reached', about(ROUTER, 1)],
  ])('is to look at routes and rules where %s', (_, bytes) => {
    expect(commandOf(bytes)).toBe(`ip route get ${SERVER}; nft list ruleset`);
  });
});
