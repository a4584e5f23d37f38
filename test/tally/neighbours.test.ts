import { describe, expect, it } from 'vitest';
import { ipvlanForm } from '../../src/base/eui64.ts';
import { NeighbourTally } from '../../src/tally/neighbours.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { Feed, feedCapture, hasLab, labCapture, layersOf, neverThrows, SLL2 } from './feed.ts';
import { ethernet, ip6, ipv6, join, mac, sll2, vxlan } from './frames.ts';

const IPV6 = 0x86dd;
const A = '02:00:00:00:00:0a';
const B = '02:00:00:00:00:0b';
const A6 = 'fe80::a';
const B6 = 'fe80::b';
const ALL_NODES = 'ff02::1';
const OVERRIDE = 0x20;
const SOLICITED = 0x40;

const message = (from: string, to: string, bytes: Uint8Array): Uint8Array => ipv6({ from, to, protocol: 58 }, bytes);
const solicitation = (from: string, target: string, option: Uint8Array = new Uint8Array(0)): Uint8Array =>
  message(from, 'ff02::1:ff00:b', join([135, 0, 0, 0, 0, 0, 0, 0], ip6(target), option));
const advertisement = (target: string, to: string, flags: number, option: Uint8Array = new Uint8Array(0)): Uint8Array =>
  message(target, to, join([136, 0, 0, 0, flags, 0, 0, 0], ip6(target), option));
const linkAddress = (type: number, station: string): Uint8Array => join([type, 1], mac(station));

function started(linkType?: number): { tally: NeighbourTally; feed: Feed } {
  const tally = new NeighbourTally();
  return { tally, feed: new Feed(offerTo(tally), linkType) };
}
const offerTo = (tally: NeighbourTally) => layersOf((packet, at) => tally.add(packet, at), Protocol.Icmpv6);

describe('sightings', () => {
  it('tells roles apart and counts frames with their first and last', () => {
    const { tally, feed } = started();
    feed.frame(ethernet(A, IPV6, message(A6, 'ff02::2', join([133, 0, 0, 0, 0, 0, 0, 0]))), 1);
    feed.frame(ethernet(A, IPV6, message('::', 'ff02::16', join([143, 0, 0, 0, 0, 0, 0, 0]))), 2);
    feed.frame(ethernet(A, IPV6, message(A6, 'ff02::16', join([131, 0, 0, 0, 0, 0, 0, 0]))), 3);
    feed.frame(ethernet(A, IPV6, message(A6, 'ff02::16', join([143, 0, 0, 0, 0, 0, 0, 0]))), 4);
    feed.frame(ethernet(B, IPV6, message(B6, ALL_NODES, join([134, 0, 0, 0, 0, 0, 0, 0]))), 5);
    feed.frame(ethernet(B, IPV6, message(B6, ALL_NODES, join([130, 0, 0, 0, 0, 0, 0, 0]))), 6);
    const seen = tally.list().map(({ role, station, address, frames }) => [role, station, address, frames]);
    expect(seen).toEqual([
      ['router-solicitation', A, A6, 1],
      ['listener-report', A, '::', 1],
      ['listener-report', A, A6, 2],
      ['router-advertisement', B, B6, 1],
      ['listener-query', B, B6, 1],
    ]);
    expect(tally.list()[2]).toMatchObject({ context: 0, first: 3e9, last: 4e9, firstFrame: 3, lastFrame: 4 });
  });

  it('passes over echoes, errors and messages cut before their target', () => {
    const { tally, feed } = started();
    feed.frame(ethernet(A, IPV6, message(A6, B6, join([128, 0, 0, 0, 0, 1, 0, 1]))), 1);
    feed.frame(ethernet(A, IPV6, message(A6, B6, join([1, 0, 0, 0, 0, 0, 0, 0], new Uint8Array(48)))), 1);
    const whole = ethernet(A, IPV6, solicitation(A6, B6));
    feed.frame(whole.subarray(0, whole.length - 1), 1, whole.length);
    expect(tally.list()).toEqual([]);
    expect(tally.questions.list()).toEqual([]);
  });

  it('takes the station of a cooked capture, and none where there is none', () => {
    const { tally, feed } = started(SLL2);
    feed.frame(sll2(A, IPV6, solicitation(A6, B6)), 1);
    expect(tally.list()[0].station).toBe(A);
    const raw = started(101);
    raw.feed.frame(solicitation(A6, B6), 1);
    expect(raw.tally.list()[0].station).toBe('');
  });

  it('notes advertisements asked for, overriding, and with another station inside', () => {
    const { tally, feed } = started();
    feed.frame(ethernet(B, IPV6, advertisement(B6, A6, SOLICITED | OVERRIDE, linkAddress(2, B))), 1);
    feed.frame(ethernet(B, IPV6, advertisement(B6, ALL_NODES, OVERRIDE, linkAddress(2, A))), 2);
    feed.frame(ethernet(B, IPV6, solicitation(B6, A6, linkAddress(1, A))), 3);
    const [claim, question] = tally.list();
    expect(claim).toMatchObject({ frames: 2, solicited: 1, overriding: 2, mismatches: 1 });
    expect(question).toMatchObject({ role: 'neighbor-solicitation', mismatches: 1 });
  });
});

describe('questions', () => {
  it('counts one question once, however often it is seen within a moment', () => {
    const { tally, feed } = started();
    const ask = ethernet(A, IPV6, solicitation(A6, B6));
    for (const seconds of [1, 1.05, 2, 3]) feed.frame(ask, seconds);
    const expected = { asker: A6, target: B6, station: A, questions: 3, answered: 0, frames: 4, first: 1e9, last: 3e9 };
    expect(tally.questions.list()).toMatchObject([expected]);
  });

  it("finds the answer behind a tunnel whose identifier is the sender's own", () => {
    const { tally, feed } = started();
    feed.frame(vxlan(1, ethernet(A, IPV6, solicitation(A6, B6))), 1);
    feed.frame(vxlan(2, ethernet(B, IPV6, advertisement(B6, A6, SOLICITED))), 1.01);
    const [question] = tally.questions.list();
    expect(question).toMatchObject({ station: A, questions: 1, answered: 1 });
    expect(feed.packet.contexts.tunnel(question.context)?.id).toBe(1);
    expect(new Set(tally.list().map(({ context }) => context)).size).toBe(2);
  });

  it('counts one answer a question, and only to the asker', () => {
    const { tally, feed } = started();
    feed.frame(ethernet(A, IPV6, solicitation(A6, B6)), 1);
    feed.frame(ethernet(B, IPV6, advertisement(B6, 'fe80::c', SOLICITED)), 1.01);
    expect(tally.questions.list()[0].answered).toBe(0);
    feed.frame(ethernet(B, IPV6, advertisement(B6, A6, SOLICITED)), 1.02);
    feed.frame(ethernet(B, IPV6, advertisement(B6, A6, SOLICITED)), 1.03);
    expect(tally.questions.list()[0]).toMatchObject({ questions: 1, answered: 1 });
  });
});

describe('duplicate address detection', () => {
  const attempt = (station: string): Uint8Array => ethernet(station, IPV6, solicitation('::', B6));
  const defence = ethernet(B, IPV6, advertisement(B6, ALL_NODES, OVERRIDE));

  it('finds nothing wrong with an address that nobody defends', () => {
    const { tally, feed } = started();
    feed.frame(attempt(A), 1);
    feed.frame(attempt(A), 1.01);
    feed.frame(ethernet(A, IPV6, advertisement(B6, ALL_NODES, OVERRIDE)), 2.1);
    const expected = { address: B6, station: A, attempts: 1, defended: 0, simultaneous: 0, rival: '', frames: 2 };
    expect(tally.tests.list()).toMatchObject([expected]);
    expect(tally.list()[0]).toMatchObject({ role: 'dad-target', station: A, address: B6 });
    expect(tally.questions.list()).toEqual([]);
  });

  it('counts a defence once for each attempt, with its rival, flags, time and frame', () => {
    const { tally, feed } = started();
    feed.frame(attempt(A), 1);
    feed.frame(defence, 1.001);
    feed.frame(defence, 1.002);
    feed.frame(attempt(A), 10);
    feed.frame(defence, 10.001);
    const times = { firstConflict: 1.001e9, lastConflict: 10.001e9, firstDefenceFrame: 2, firstMeetingFrame: 0 };
    expect(tally.tests.list()).toMatchObject([{ attempts: 2, defended: 2, rival: B, rivalFlags: OVERRIDE, ...times }]);
  });

  it('takes an advertisement after the wait for an announcement', () => {
    const { tally, feed } = started();
    feed.frame(attempt(A), 1);
    feed.frame(defence, 2.6);
    expect(tally.tests.list()[0].defended).toBe(0);
  });

  it('sees two stations try one address at a time', () => {
    const { tally, feed } = started();
    feed.frame(attempt(A), 1);
    feed.frame(attempt(B), 1.2);
    feed.frame(attempt(A), 1.21);
    expect(tally.tests.list()).toMatchObject([
      { simultaneous: 1, attempts: 3, station: A, rival: B, firstMeetingFrame: 2, firstDefenceFrame: 0 },
    ]);
  });

  it('does not take a later attempt of another station for a conflict', () => {
    const { tally, feed } = started();
    feed.frame(attempt(A), 1);
    feed.frame(attempt(B), 5);
    expect(tally.tests.list()).toMatchObject([{ simultaneous: 0, attempts: 2, station: B }]);
  });
});

it('never throws, whatever follows the header', () => {
  const tally = new NeighbourTally();
  for (const type of [130, 133, 135, 136, 143]) {
    neverThrows(offerTo(tally), (tail) => ethernet(A, IPV6, message(A6, B6, join([type, 0, 0, 0, 0, 0, 0, 0], tail))));
  }
  expect(tally.list().length).toBeGreaterThan(0);
});

describe.skipIf(!hasLab)('lab captures', () => {
  it("sees an ipvlan pod's own form of link-local address", async () => {
    const tally = new NeighbourTally();
    await feedCapture(labCapture('ipvlan-l2-one/pod01-net1'), offerTo(tally));
    const devices = tally.list().map(({ address, station }) => ipvlanForm(ip6(address), mac(station)));
    expect(devices).toContain(1);
    expect(tally.tests.list().every(({ defended, simultaneous }) => defended + simultaneous === 0)).toBe(true);
  });
});
