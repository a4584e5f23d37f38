/** Checksums by the tally's own eye: what it said before the rewriting it says after. */
import { describe, expect, it } from 'vitest';
import { fold, sum } from '../../src/tally/checksum.ts';
import * as Checksum from '../../src/tally/checksum-state.ts';
import { headerIsGood, pathChecksum } from '../../src/tally/path-checksum.ts';
import { INNER, OUTER, type Packet } from '../../src/wire/packet.ts';
import { ethernet, icmp, ipv4, ipv6, tcp, udp, vxlan } from '../helpers/frames.ts';
import { decoded } from '../wire/decoded.ts';
import { rewritten } from './rewritten.ts';

const TCP_FIELD = 14 + 20 + 16;
const frames = {
  'TCP over IPv4': ethernet(ipv4({}, tcp({}, 33))),
  'UDP over IPv6': ethernet(ipv6({}, udp({}, 21))),
  ICMP: ethernet(ipv4({}, icmp(8, 0, 40))),
  ICMPv6: ethernet(ipv6({}, icmp(128, 0, 40, 58))),
  VXLAN: ethernet(ipv4({}, udp({ to: 8472 }, vxlan(1, ethernet(ipv4({ from: '10.244.1.1' }, tcp({}, 7))))))),
};
const states = (packet: Packet): number[] =>
  (packet.networks > 1 ? [OUTER, INNER] : [OUTER]).flatMap((path) => [
    pathChecksum(packet, path),
    Number(headerIsGood(packet, path)),
  ]);

describe.each(Object.entries(frames))('%s', (_, frame) => {
  it('stays right', () => {
    expect(states(decoded(frame)).every((state) => state === Checksum.Good || state === 1)).toBe(true);
    expect(states(decoded(rewritten(frame)))).toEqual(states(decoded(frame)));
  });

  it('stays wrong', () => {
    const wrong = frame.slice();
    wrong[wrong.length - 1] ^= 0x55;
    expect(states(decoded(wrong))).not.toEqual(states(decoded(frame)));
    expect(states(decoded(rewritten(wrong)))).toEqual(states(decoded(wrong)));
  });
});

it('stays unfinished', () => {
  const frame = frames['TCP over IPv4'].slice();
  const view = new DataView(frame.buffer);
  view.setUint16(TCP_FIELD, fold(sum(view, 14 + 12, 8) + 6 + (frame.length - 34)));
  expect(pathChecksum(decoded(frame), OUTER)).toBe(Checksum.Unfinished);
  expect(pathChecksum(decoded(rewritten(frame)), OUTER)).toBe(Checksum.Unfinished);
});

it('stays out where the sender left it out', () => {
  const frame = ethernet(ipv4({}, udp({}, 21)));
  frame.fill(0, 14 + 20 + 6, 14 + 20 + 8);
  expect([...rewritten(frame).subarray(14 + 20 + 6, 14 + 20 + 8)]).toEqual([0, 0]);
});

it('tells nothing of what was cut off', () => {
  const frame = ethernet(ipv4({}, tcp({}, 100)));
  const cut = frame.subarray(0, 80);
  const field = (bytes: Uint8Array): number => new DataView(bytes.buffer, bytes.byteOffset).getUint16(TCP_FIELD);
  expect(field(rewritten(cut, 1, frame.length))).not.toBe(field(frame));
});

it('is not the sum of addresses where it was never made', () => {
  const frame = ethernet(ipv4({}, tcp({}, 4)));
  frame.fill(0, 14 + 10, 14 + 12);
  expect([...rewritten(frame).subarray(14 + 10, 14 + 12)]).toEqual([0, 0]);
});
