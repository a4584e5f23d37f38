import { expect, it } from 'vitest';
import { tunnelId } from '../../src/tally/tunnel-id.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import type { ProtocolId } from '../../src/wire/protocol-id.ts';
import { concat } from '../helpers/capture-builder.ts';
import { ethernet, geneve, ipv4, raw, u32, udp, vxlan } from '../helpers/frames.ts';
import { decoded } from '../wire/decoded.ts';

const inner = ethernet(ipv4({}, udp({})));
const over = (port: number, payload: Uint8Array): Uint8Array => ethernet(ipv4({}, udp({ from: 1, to: port }, payload)));
const gre = (header: Uint8Array): Uint8Array => ethernet(ipv4({}, raw(47, concat([header, ipv4({}, udp({})).bytes]))));

const idOf = (frame: Uint8Array, protocol: ProtocolId): number => {
  const packet = decoded(frame);
  return tunnelId(packet, packet.outer(protocol));
};

it('reads all 24 bits of a VNI', () => {
  expect(idOf(over(4789, vxlan(0xffffff, inner)), Protocol.Vxlan)).toBe(0xffffff);
  expect(idOf(over(6081, geneve(0x800001, inner)), Protocol.Geneve)).toBe(0x800001);
  expect(idOf(over(4789, vxlan(0, inner)), Protocol.Vxlan)).toBe(0);
});

it('reads the key of GRE, where there is one', () => {
  expect(idOf(gre(concat([u32(0x20000800), u32(42)])), Protocol.Gre)).toBe(42);
  expect(idOf(gre(u32(0x00000800)), Protocol.Gre)).toBe(-1);
});

it('finds none in IP in IP', () => {
  expect(idOf(ethernet(ipv4({}, raw(4, ipv4({}, udp({})).bytes))), Protocol.Ipip)).toBe(-1);
});
