import { expect, it } from 'vitest';
import { detectAll } from '../../../src/incidents/detect.ts';
import { arp, BROADCAST, ethernet, ipv4, MAC_A, MAC_B, sll2, tcp } from '../../helpers/frames.ts';
import { observeFrames, type Sighting, type SourceOptions } from '../../helpers/observe.ts';
import { findingsOf, theOne } from '../findings.ts';

const ask = (at: number, to = BROADCAST): Sighting => ({
  at,
  bytes: ethernet(arp({ to: '10.0.0.2' }), { from: MAC_A, to }),
});
const answer = (at: number): Sighting => ({
  at,
  bytes: ethernet(arp({ operation: 2, fromMac: MAC_B, from: '10.0.0.2', toMac: MAC_A, to: '10.0.0.1' }), {
    from: MAC_B,
    to: MAC_A,
  }),
});
const answered = (times: readonly number[], to?: string): Sighting[] =>
  times.flatMap((at) => [ask(at, to), answer(at + 0.001)]);
const idsOf = (frames: Sighting[], options: SourceOptions = {}) => findingsOf(frames, options).map(({ id }) => id);

it('fires when broadcasts are answered and repeated all the same, with the frames', () => {
  const finding = theOne(findingsOf(answered([0, 1, 2])), 'reply-lost');
  expect(finding).toMatchObject({ severity: 'error', subject: '10.0.0.2 → 10.0.0.1', count: 3 });
  expect(finding.evidence[0]).toMatchObject({ value: 3, frames: [1, 5] });
  expect(finding.displayFilter).toContain('arp');
});

it('is silent under a filter, which may have left out that the asker talks to the target', () => {
  const filter = { keeps: () => true, text: 'arp' };
  expect(detectAll(observeFrames(answered([0, 1, 2]), { filter }))).toEqual([]);
});

it('is silent at two questions', () => expect(idsOf(answered([0, 1]))).toEqual([]));

it('is silent about arping, which asks the station itself once it knows it', () => {
  expect(idsOf([...answered([0]), ...answered([1, 2, 3, 4], MAC_B)])).toEqual([]);
});

it('fires when an asker that knew the station goes back to broadcasts', () => {
  expect(idsOf([...answered([0, 1, 2], MAC_B), ...answered([3, 4, 5])])).toEqual(['reply-lost']);
});

/** A packet of the asker by the answering station. */
const handed = (at: number, to: string): Sighting => ({ at, bytes: ethernet(ipv4({ to }, tcp()), { to: MAC_B }) });
const MONITOR = [0, 1, 2, 3, 4, 5];

it('is silent about a bond that watches its router by ARP and goes on to use it', () => {
  expect(idsOf([...answered(MONITOR), handed(4.5, '203.0.113.9')])).not.toContain('reply-lost');
});

it('fires when the packets to the station come from what was known before the questions', () => {
  expect(idsOf([handed(-0.5, '203.0.113.9'), ...answered(MONITOR), handed(2, '203.0.113.9')])).toContain('reply-lost');
});

it('fires when the station is known by another address of its own', () => {
  const other = ethernet(arp({ operation: 2, fromMac: MAC_B, from: '10.0.0.3', toMac: MAC_A, to: '10.0.0.1' }));
  expect(idsOf([...answered(MONITOR), { at: 5.5, bytes: other }, handed(6, '10.0.0.3')])).toContain('reply-lost');
});

it('knows by the packet type who was asked where the capture holds no Ethernet header', () => {
  const cooked = (type: number): Sighting[] =>
    [0, 1, 2].flatMap((at) => [
      { at, bytes: sll2(arp({ to: '10.0.0.2' }), 2, type) },
      {
        at: at + 0.001,
        bytes: sll2(arp({ operation: 2, fromMac: MAC_B, from: '10.0.0.2', toMac: MAC_A, to: '10.0.0.1' }), 2, 4, MAC_B),
      },
    ]);
  expect(idsOf(cooked(1), { linkTypes: [276] })).toEqual(['reply-lost']);
  expect(idsOf(cooked(0), { linkTypes: [276] })).toEqual([]);
});
