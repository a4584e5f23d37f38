import { expect, it } from 'vitest';
import { idOf, tunnelId, versionOf, writeId } from '../../src/tally/tunnel-id.ts';
import { KEY_WORDS } from '../../src/tally/tunnel-layout.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import type { ProtocolId } from '../../src/wire/protocol-id.ts';
import { concat } from '../helpers/capture-builder.ts';
import { ethernet, geneve, ipv4, raw, u16, u32, udp, vxlan } from '../helpers/frames.ts';
import { decoded } from '../wire/decoded.ts';

const inner = ethernet(ipv4({}, udp({})));
const over = (port: number, payload: Uint8Array): Uint8Array => ethernet(ipv4({}, udp({ from: 1, to: port }, payload)));
const gre = (header: Uint8Array): Uint8Array => ethernet(ipv4({}, raw(47, concat([header, ipv4({}, udp({})).bytes]))));

const read = (frame: Uint8Array, protocol: ProtocolId): number => {
  const packet = decoded(frame);
  return tunnelId(packet, packet.outer(protocol));
};

it('reads all 24 bits of a VNI', () => {
  expect(read(over(4789, vxlan(0xffffff, inner)), Protocol.Vxlan)).toBe(0xffffff);
  expect(read(over(6081, geneve(0x800001, inner)), Protocol.Geneve)).toBe(0x800001);
  expect(read(over(4789, vxlan(0, inner)), Protocol.Vxlan)).toBe(0);
});

it('reads the key of GRE, where there is one', () => {
  expect(read(gre(concat([u32(0x20000800), u32(42)])), Protocol.Gre)).toBe(42);
  expect(read(gre(u32(0x00000800)), Protocol.Gre)).toBe(-1);
});

it('finds none in IP in IP', () => {
  expect(read(ethernet(ipv4({}, raw(4, ipv4({}, udp({})).bytes))), Protocol.Ipip)).toBe(-1);
});

it('reads the session of ERSPAN, which type I has none of', () => {
  const mirror = (...header: Uint8Array[]): Uint8Array => ethernet(ipv4({}, raw(47, concat([...header, inner]))));
  const two = [u32(0x100088be), u32(1), u16(0x1064), u16(0xa00a), u32(0)];
  const three = [u32(0x100022eb), u32(1), u16(0x2064), u16(0x000b), u32(0), u32(0)];
  expect(read(mirror(...two), Protocol.Erspan)).toBe(10);
  expect(read(mirror(...three), Protocol.Erspan)).toBe(11);
  expect(read(mirror(u32(0x000088be)), Protocol.Erspan)).toBe(-1);
});

it('reads tunnel and session of L2TP, as flows have them, and none of control messages', () => {
  const message = (flags: number, ...rest: Uint8Array[]): Uint8Array => over(1701, concat([u16(flags), ...rest]));
  const data = message(2, u16(7), u16(9), Uint8Array.of(0xff, 3, 0, 0x21), ipv4({}, udp({})).bytes);
  expect(read(data, Protocol.L2tp)).toBe(7 * 65536 + 9);
  expect(decoded(data).contexts.at(decoded(data).context).id).toBe(7 * 65536 + 9);
  expect(read(message(0x4002, u16(8), u16(7), u16(9)), Protocol.L2tp)).toBe(7 * 65536 + 9);
  expect(read(message(0xc802, u16(12), u16(7), u16(0), u16(0), u16(0)), Protocol.L2tp)).toBe(-1);
});

it.each([-1, 0, 5, 0x7fffffff, 0x80000001, 0xfffffffe, 0xffffffff])('keeps %i apart from all others in a key', (id) => {
  const keys = new Int32Array(2 * KEY_WORDS);
  for (const version of [4, 6]) {
    writeId(keys.subarray(KEY_WORDS), id, version);
    expect([idOf(keys, KEY_WORDS), versionOf(keys, KEY_WORDS)]).toEqual([id, version]);
  }
});
