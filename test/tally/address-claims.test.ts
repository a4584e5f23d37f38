import { expect, it } from 'vitest';
import type { ContestedAddress } from '../../src/tally/address-claims.ts';
import { arp, ethernet, MAC_A, MAC_B } from '../helpers/frames.ts';
import { observeFrames, type Sighting } from '../helpers/observe.ts';

const contestsOf = (frames: Sighting[]): ContestedAddress[] =>
  observeFrames(frames).tallies.control.addressClaims.list();

const claimsOf = (...claims: [at: number, mac: string, reply: boolean][]): ContestedAddress[] =>
  contestsOf(
    claims.map(([at, fromMac, reply]) => {
      const target = reply ? '10.0.0.1' : '10.0.0.5';
      return { bytes: ethernet(arp({ operation: reply ? 2 : 1, fromMac, from: '10.0.0.5', to: target })), at };
    }),
  );

it('lists nothing while one station claims an address', () =>
  expect(claimsOf([0, MAC_A, true], [1, MAC_A, false])).toEqual([]));

it('counts changes of hands and double answers', () => {
  const [contest] = claimsOf([0, MAC_A, true], [0.5, MAC_B, true], [100, MAC_A, false]);
  expect(contest).toMatchObject({
    address: '10.0.0.5',
    changes: 2,
    returns: 0,
    neverLeft: 0,
    doubleAnswers: 1,
    firstChangeFrame: 2,
  });
  expect(contest.claims.map(({ station, frames }) => [station, frames])).toEqual([
    [MAC_A, 2],
    [MAC_B, 1],
  ]);
});

it('counts two answers as one question’s only when they come within its second', () => {
  expect(claimsOf([0, MAC_A, true], [0.95, MAC_B, true])[0].doubleAnswers).toBe(0);
  expect(claimsOf([0, MAC_A, false], [0.5, MAC_B, true])[0].doubleAnswers).toBe(0);
});

it('counts returns within the cache time', () => {
  expect(claimsOf([0, MAC_A, false], [20, MAC_B, false], [79, MAC_A, false])[0].returns).toBe(1);
  expect(claimsOf([0, MAC_A, false], [20, MAC_B, false], [81, MAC_A, false])[0].returns).toBe(0);
  expect(claimsOf([0, MAC_A, false], [20, MAC_B, false], [40, '02:00:00:00:00:0c', false])[0].returns).toBe(0);
});

it('knows a station that never left by an answer, or by a defence at once', () => {
  const third = (at: number, reply: boolean): number =>
    claimsOf([0, MAC_A, false], [20, MAC_B, true], [at, MAC_A, reply])[0].neverLeft;
  expect([third(40, true), third(20.5, false), third(40, false)]).toEqual([1, 1, 0]);
});

it('takes an announcement by a reply for no answer', () => {
  const announced = { operation: 2, fromMac: MAC_B, from: '10.0.0.5', to: '10.0.0.5' };
  const answered = { operation: 2, fromMac: MAC_A, from: '10.0.0.5', to: '10.0.0.1' };
  const frames = [{ bytes: ethernet(arp(answered)) }, { bytes: ethernet(arp(announced)), at: 0.5 }];
  expect(contestsOf(frames)[0].doubleAnswers).toBe(0);
});

it('never throws on a message that is cut', () => {
  const whole = ethernet(arp({ operation: 2 }));
  const frames = Array.from({ length: 28 }, (_, i) => ({ bytes: whole.subarray(0, 14 + i), original: whole.length }));
  expect(contestsOf(frames)).toEqual([]);
});
