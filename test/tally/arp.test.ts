import { expect, it } from 'vitest';
import { type ArpFields, arp, BROADCAST, ethernet, ipv4, MAC_A, MAC_B, sll2, udp, vlan } from '../helpers/frames.ts';
import { analysisOf, observeFrames, type Sighting } from '../helpers/observe.ts';

const ask = (at: number, fields: ArpFields = {}, place = 0): Sighting => ({
  at,
  bytes: ethernet(arp(fields), { to: BROADCAST }),
  interface: place,
});
const reply = (at: number, fields: ArpFields = {}, place = 0): Sighting => ({
  at,
  bytes: ethernet(arp({ operation: 2, fromMac: MAC_B, from: '10.0.0.2', toMac: MAC_A, to: '10.0.0.1', ...fields }), {
    from: MAC_B,
    to: MAC_A,
  }),
  interface: place,
});
const countsOf = (frames: Sighting[], linkTypes = [1, 1]) => analysisOf(observeFrames(frames, { linkTypes })).l2.arp;
const claimsOf = (frames: Sighting[]) => observeFrames(frames).tallies.control.arp;

it('counts a question and its answer', () => {
  expect(countsOf([ask(0), reply(0.001)])).toEqual({
    frames: 2,
    requests: 1,
    replies: 1,
    gratuitous: 0,
    probes: 0,
    unanswered: 0,
  });
});

it('counts every question that nobody answered', () => {
  expect(countsOf([ask(0), ask(1), ask(2)])).toMatchObject({ requests: 3, unanswered: 3 });
});

it('takes an answer for the last question alone', () => {
  expect(countsOf([ask(0), ask(1), reply(1.5), reply(1.6)])).toMatchObject({ replies: 2, unanswered: 1 });
});

it.each([
  [0.099, 1],
  [0.1, 2],
])('takes the same question %f s later for %i questions', (elapsed, questions) => {
  expect(countsOf([ask(0), ask(elapsed, {}, 1)])).toMatchObject({ requests: 2, unanswered: questions });
});

it('lets the answer at another place answer the question', () => {
  expect(countsOf([ask(0, {}, 0), ask(0.001, {}, 1), reply(0.002, {}, 1), reply(0.003, {}, 0)])).toMatchObject({
    unanswered: 0,
  });
});

it('lets nobody else answer: another address, another asker, another VLAN', () => {
  const tagged = { at: 0.5, bytes: ethernet(vlan(9, arp({ operation: 2, from: '10.0.0.2', to: '10.0.0.1' }))) };
  for (const wrong of [reply(0.5, { from: '10.0.0.3' }), reply(0.5, { to: '10.0.0.9' }), tagged])
    expect(countsOf([ask(0), wrong])).toMatchObject({ unanswered: 1 });
});

it('knows gratuitous ARP, as request and as reply, and expects no answer', () => {
  const own = { from: '10.0.0.1', to: '10.0.0.1' };
  expect(countsOf([ask(0, own), reply(1, own)])).toMatchObject({
    gratuitous: 2,
    requests: 1,
    replies: 1,
    unanswered: 0,
  });
});

it('knows probes, and expects no answer', () => {
  expect(countsOf([ask(0, { from: '0.0.0.0' })])).toMatchObject({ probes: 1, requests: 1, unanswered: 0 });
});

it('notes who claims an address, how, and when another station sent the frame', () => {
  const forged = { at: 3, bytes: ethernet(arp({ fromMac: MAC_B }), { from: MAC_A }) };
  const tally = claimsOf([ask(0), ask(1, { from: '10.0.0.1', to: '10.0.0.1' }), reply(2), forged]);
  const rows = Array.from({ length: tally.claims.size }, (_, row) => ({
    address: tally.claims.table.keys[row * 4 + 1] & 0xff,
    station: tally.claims.table.keys[row * 4 + 3],
    frames: tally.claims.frames[row],
    replies: tally.claimReplies[row],
    gratuitous: tally.claimGratuitous[row],
    mismatches: tally.claimMismatches[row],
  }));
  expect(rows).toEqual([
    { address: 1, station: 10, frames: 2, replies: 0, gratuitous: 1, mismatches: 0 },
    { address: 2, station: 11, frames: 1, replies: 1, gratuitous: 0, mismatches: 0 },
    { address: 1, station: 11, frames: 1, replies: 0, gratuitous: 0, mismatches: 1 },
  ]);
});

it('claims nothing for a probe', () => {
  expect(claimsOf([ask(0, { from: '0.0.0.0' })]).claims.size).toBe(0);
});

it('only counts messages that are cut short, or of other networks', () => {
  const cut = ask(0).bytes.subarray(0, 14 + 27);
  const other = ask(0).bytes.slice();
  other[14 + 4] = 8;
  for (const bytes of [cut, other]) {
    const { arp: counts } = analysisOf(observeFrames([{ bytes, original: 60 }])).l2;
    expect(counts).toMatchObject({ frames: 1, requests: 1, unanswered: 0 });
    expect(claimsOf([{ bytes, original: 60 }]).claims.size).toBe(0);
  }
});

it.each([0, 3, 8, 0xffff])('only counts operation %i', (operation) => {
  expect(countsOf([ask(0, { operation })])).toMatchObject({ frames: 1, requests: 0, replies: 0, unanswered: 0 });
  expect(claimsOf([ask(0, { operation })]).claims.size).toBe(0);
});

it('counts unanswered questions by interface and by VLAN', () => {
  const tagged = { at: 0, bytes: ethernet(vlan(9, arp({ to: '10.0.0.7' })), { to: BROADCAST }) };
  const { l2 } = analysisOf(observeFrames([ask(0, { to: '10.0.0.8' }, 1), tagged], { linkTypes: [1, 1] }));
  expect(l2.perInterface.map(({ interface: name, arp: { unanswered } }) => [name, unanswered])).toEqual([
    ['interface 1', 1],
    ['interface 0', 1],
  ]);
  expect(l2.perVlan.map(({ vid, arp: { requests, unanswered } }) => [vid, requests, unanswered])).toEqual([[9, 1, 1]]);
});

it('reads ARP behind a cooked header, with no Ethernet source to compare', () => {
  const frames = [{ bytes: sll2(arp(), 2, 4) }];
  expect(countsOf(frames, [276])).toMatchObject({ requests: 1, unanswered: 1 });
});

it('leaves IP alone', () => {
  expect(countsOf([{ bytes: ethernet(ipv4({}, udp({}))) }])).toMatchObject({ frames: 0 });
});
