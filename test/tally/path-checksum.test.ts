import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Checksum from '../../src/tally/checksum-state.ts';
import { headerIsGood, pathChecksum } from '../../src/tally/path-checksum.ts';
import { OUTER } from '../../src/wire/packet.ts';
import { ethernet, icmp, ipv4, ipv6, type Transport, tcp, udp } from '../helpers/frames.ts';
import { Feed } from './feed.ts';

function stateOf(frame: Uint8Array, captured = frame.length): number {
  let state = -1;
  const feed = new Feed((packet) => {
    state = pathChecksum(packet, OUTER);
  });
  feed.frame(frame.subarray(0, captured), 1, frame.length);
  return state;
}

const TRANSPORTS: readonly [name: string, make: (payload: number) => Transport][] = [
  ['TCP', (payload) => tcp({}, payload)],
  ['UDP', (payload) => udp({}, payload)],
  ['ICMP', (payload) => icmp(8, 0, payload + 4)],
];

it.each(TRANSPORTS)('finds a right %s checksum right, a changed bit bad, a cut one unknown', (_, make) => {
  fc.assert(
    fc.property(fc.nat(60), fc.nat(7), fc.nat(1000), fc.boolean(), (payload, bit, place, six) => {
      const transport = make(payload);
      const isIcmp = transport.protocol === 1;
      const frame = six && !isIcmp ? ethernet(ipv6({}, transport)) : ethernet(ipv4({}, transport));
      const header = frame.length - transport.bytes.length;
      expect(stateOf(frame)).toBe(Checksum.Good);
      expect(stateOf(frame, frame.length - 1)).toBe(Checksum.Unknown);
      // Behind the lengths and the data offset, which say how much there is to sum up.
      const first = isIcmp ? 0 : transport.protocol === 17 ? 8 : 13;
      if (transport.bytes.length <= first) return;
      frame[header + first + (place % (transport.bytes.length - first))] ^= 1 << bit;
      expect(stateOf(frame)).toBe(Checksum.Bad);
    }),
  );
});

it('knows ICMPv6, and says nothing of UDP without a checksum, of fragments and of other protocols', () => {
  expect(stateOf(ethernet(ipv6({}, icmp(128, 0, 20, 58))))).toBe(Checksum.Good);
  const bare = ethernet(ipv4({}, udp({}, 9)));
  bare.set([0, 0], 14 + 20 + 6);
  expect(stateOf(bare)).toBe(Checksum.Unknown);
  expect(stateOf(ethernet(ipv4({ more: true }, udp({}, 16))))).toBe(Checksum.Unknown);
  expect(stateOf(ethernet(ipv4({}, { protocol: 132, checksum: null, pseudo: false, bytes: new Uint8Array(20) })))).toBe(
    Checksum.Unknown,
  );
});

it('takes padding behind the packet for none of it', () => {
  const frame = ethernet(ipv4({}, udp({}, 3)));
  const padded = new Uint8Array(60).fill(0xaa);
  padded.set(frame);
  expect(stateOf(padded)).toBe(Checksum.Good);
});

it('checks the IPv4 header', () => {
  const good = ethernet(ipv4({}, udp({}, 3)));
  const bad = good.slice();
  bad[14 + 12] ^= 1;
  const seen: boolean[] = [];
  const feed = new Feed((packet) => seen.push(headerIsGood(packet, OUTER)));
  for (const frame of [good, bad, ethernet(ipv6({}, udp({}, 3)))]) feed.frame(frame, 1);
  expect(seen).toEqual([true, false, true]);
});

it('never throws, whatever the bytes', () => {
  const feed = new Feed((packet) => packet.networks > 0 && pathChecksum(packet, OUTER));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(80), (tail, cut) => {
      const frame = ethernet({ etherType: 0x0800, bytes: Uint8Array.of(0x45, 0, 0, 60, ...tail) });
      feed.frame(frame.subarray(0, Math.max(0, frame.length - cut)), 1, frame.length);
    }),
  );
});
