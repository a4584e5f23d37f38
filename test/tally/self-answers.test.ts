import { expect, it } from 'vitest';
import { ANSWER_NS, SelfAnswers } from '../../src/tally/self-answers.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { Feed, layersOf, neverThrows, SLL2 } from './feed.ts';
import { ethernet, ip4, ip6, ipv6, join, mac, sll2, u16 } from './frames.ts';

const ARP = 0x0806;
const IPV6 = 0x86dd;
const A = '02:00:00:00:00:0a';
const B = '02:00:00:00:00:0b';
const TARGET = 'fe80::a';
const SOLICITED = 0x40;
const OVERRIDE = 0x20;
const LIMIT = ANSWER_NS / 1e9;

const arp = (operation: number, station: string, sender: string, target: string): Uint8Array =>
  join([0, 1, 8, 0, 6, 4], u16(operation), mac(station), ip4(sender), mac('00:00:00:00:00:00'), ip4(target));
const probe = (station = A): Uint8Array => ethernet(station, ARP, arp(1, station, '0.0.0.0', '10.0.0.5'));
const reply = (station = A, target = '0.0.0.0'): Uint8Array =>
  ethernet(station, ARP, arp(2, station, '10.0.0.5', target));
const message = (from: string, to: string, bytes: Uint8Array): Uint8Array => ipv6({ from, to, protocol: 58 }, bytes);
const solicitation = (station = A, from = '::'): Uint8Array =>
  ethernet(station, IPV6, message(from, 'ff02::1:ff00:a', join([135, 0, 0, 0, 0, 0, 0, 0], ip6(TARGET))));
const advertisement = (station = A, flags = OVERRIDE): Uint8Array =>
  ethernet(station, IPV6, message(TARGET, 'ff02::1', join([136, 0, 0, 0, flags, 0, 0, 0], ip6(TARGET))));

function started(linkType?: number): { tally: SelfAnswers; feed: Feed } {
  const tally = new SelfAnswers();
  return { tally, feed: new Feed(offerTo(tally), linkType) };
}
const offerTo =
  (tally: SelfAnswers) =>
  (...[packet]: Parameters<ReturnType<typeof layersOf>>): void => {
    layersOf((...message) => tally.addArp(...message), Protocol.Arp)(packet);
    layersOf((...message) => tally.addIcmpv6(...message), Protocol.Icmpv6)(packet);
  };
const after = (first: Uint8Array, second: Uint8Array, seconds: number) => {
  const { tally, feed } = started();
  feed.frame(first, 1);
  feed.frame(second, 1 + seconds);
  return tally.list();
};

it.each([
  ['an ARP probe', probe(), reply(), '10.0.0.5'],
  ['duplicate address detection', solicitation(), advertisement(), TARGET],
])('notes an answer to %s from the same station, with both frames', (_, test, answer, address) => {
  const [found] = after(test, answer, LIMIT);
  expect(found).toMatchObject({ place: 0, context: 0, station: A, address, tests: 1, firstTestFrame: 1 });
  expect(found.answers).toMatchObject({ count: 1, firstFrame: 2, lastFrame: 2, first: 1e9 + ANSWER_NS });
});

it.each([
  ['later than a defender answers', probe(), reply(), LIMIT + 0.001],
  ['announced when the test is over', solicitation(), advertisement(), 1],
  ['from another station: that is a duplicate IP address', probe(), reply(B), 0.1],
  ['from another station', solicitation(), advertisement(B), 0.1],
  ['to somebody who has an address', probe(), reply(A, '10.0.0.9'), 0.1],
  ['to a neighbour that asked', solicitation(), advertisement(A, OVERRIDE | SOLICITED), 0.1],
  ['to a question that is no test', solicitation(A, 'fe80::b'), advertisement(), 0.1],
  ['before the test', reply(), probe(), 0.1],
  ['the test itself, reflected', solicitation(), solicitation(), 0.1],
])('passes over what comes %s', (_, first, second, seconds) => expect(after(first, second, seconds)).toEqual([]));

it('takes one answer for one test, and counts tests', () => {
  const { tally, feed } = started();
  for (const seconds of [1, 3]) {
    feed.frame(probe(), seconds);
    feed.frame(reply(), seconds + 0.01);
    feed.frame(reply(), seconds + 0.02);
  }
  expect(tally.list()).toMatchObject([{ tests: 2, answers: { count: 2 } }]);
});

it('keeps places apart: the host side of every pod link may have one and the same address', () => {
  const tally = new SelfAnswers();
  const feed = new Feed((packet) => {
    packet.place = packet.interfaceIndex;
    offerTo(tally)(packet);
  }, SLL2);
  const test = solicitation().subarray(14);
  feed.frame(sll2(A, IPV6, test, 2), 1);
  feed.frame(sll2(A, IPV6, advertisement().subarray(14), 3), 1.1);
  expect(tally.list()).toEqual([]);
  feed.frame(sll2(A, IPV6, advertisement().subarray(14), 2), 1.2);
  expect(tally.list()).toHaveLength(1);
});

it('never throws, whatever follows the headers', () => {
  neverThrows(offerTo(new SelfAnswers()), (tail) => ethernet(A, ARP, join([0, 1, 8, 0, 6, 4, 0, 2], tail)));
  neverThrows(offerTo(new SelfAnswers()), (tail) => ethernet(A, IPV6, message('::', 'ff02::1', tail)));
});
