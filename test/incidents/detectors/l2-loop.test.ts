import { expect, it } from 'vitest';
import { arp, BROADCAST, ethernet, ipv4, MAC_A, MAC_B, sll2, udp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

const UDP_CHECKSUM = 40;
const gratuitous = ethernet(arp({ to: '10.0.0.1' }), { from: MAC_A, to: BROADCAST });
const passes = (count: number, everySeconds: number, bytes: (i: number) => Uint8Array = () => gratuitous): Sighting[] =>
  Array.from({ length: count }, (_, i) => ({ at: i * everySeconds, bytes: bytes(i) }));

it('fires when one frame passes twenty times within milliseconds', () => {
  const finding = theOne(findingsOf(passes(20, 0.002)), 'l2-loop');
  expect(finding).toMatchObject({ severity: 'critical', subject: MAC_A, count: 19 });
  expect(finding.evidence[0]).toMatchObject({ value: 20, unit: 'passes', frames: [1] });
});

it('is silent at nineteen', () => expect(idsOf(passes(19, 0.002))).toEqual([]));

it('is silent about announcements a tenth of a second apart', () => expect(idsOf(passes(40, 0.1))).toEqual([]));

it('is silent about frames that differ: other targets, other identifications', () => {
  const target = (i: number): Uint8Array => ethernet(arp({ to: `10.0.0.${i + 2}` }), { from: MAC_A, to: BROADCAST });
  const numbered = (i: number): Uint8Array =>
    ethernet(ipv4({ to: '10.0.0.255', id: i + 1 }, udp({}, 10)), { from: MAC_A, to: BROADCAST });
  expect(idsOf(passes(40, 0.002, target))).not.toContain('l2-loop');
  expect(idsOf(passes(40, 0.002, numbered))).not.toContain('l2-loop');
});

it('is silent about a busy sender whose datagrams differ far behind, and tells of one of them in a ring', () => {
  const payload = (counter: number): Uint8Array =>
    Uint8Array.from({ length: 150 }, (_, i) => (i === 140 ? counter : 1));
  const datagram = (i: number): Uint8Array => {
    const frame = ethernet(ipv4({ to: '239.255.0.1' }, udp({}, payload(i))), { from: MAC_A, to: '01:00:5e:7f:00:01' });
    frame.set([0x12, 0x34], UDP_CHECKSUM);
    return frame;
  };
  expect(idsOf(passes(40, 0.02, datagram))).toEqual([]);
  expect(idsOf(passes(40, 0.02, () => datagram(1)))).toEqual(['l2-loop']);
});

it('is silent about falling TTLs: that is a routing loop', () => {
  const falling = (i: number): Uint8Array =>
    ethernet(ipv4({ to: '239.1.1.1', id: 7, ttl: 64 - i }, udp({}, 10)), { from: MAC_A, to: '01:00:5e:01:01:01' });
  expect(idsOf(passes(40, 0.002, falling))).not.toContain('l2-loop');
});

it('is silent about equal frames at the very same time: the clock is too coarse to tell', () => {
  expect(idsOf(passes(40, 0))).not.toContain('l2-loop');
});

it('selects the frames of all stations, by the fields that the capture has', () => {
  const other = ethernet(arp({ fromMac: MAC_B, to: '10.0.0.1' }), { from: MAC_B, to: BROADCAST });
  const two = [...passes(30, 0.002), ...passes(20, 0.002, () => other)];
  expect(theOne(findingsOf(two), 'l2-loop').displayFilter).toBe(
    `eth.dst.ig == 1 && (eth.src == ${MAC_A} || eth.src == ${MAC_B})`,
  );
  const cooked = passes(20, 0.002, () => sll2(arp({ to: '10.0.0.1' }), 2, 1));
  expect(theOne(findingsOf(cooked, { linkTypes: [276] }), 'l2-loop').displayFilter).toBe(
    `(sll.pkttype == 1 || sll.pkttype == 2) && sll.src.eth == ${MAC_A}`,
  );
});
