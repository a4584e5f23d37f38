import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fold, sum } from '../../src/tally/checksum.ts';
import * as Checksum from '../../src/tally/checksum-state.ts';
import * as Row from '../../src/tally/row-layout.ts';
import { ethernet, type IpFields, ipv4, ipv6, type Network, SYN, type Transport, tcp } from '../helpers/frames.ts';
import { outerRow } from './rows.ts';

interface Version {
  header: number;
  source: number;
  bytes: number;
  build: (fields: IpFields, transport: Transport) => Network;
}
const FOUR: Version = { header: 20, source: 12, bytes: 4, build: ipv4 };
const SIX: Version = { header: 40, source: 8, bytes: 16, build: ipv6 };

const stateOf = (packet: Uint8Array, { header }: Version): number =>
  outerRow(ethernet({ etherType: header === SIX.header ? 0x86dd : 0x0800, bytes: packet }))[Row.Options] >>>
  Row.CHECKSUM_SHIFT;

it.each([FOUR, SIX])('finds a right checksum right and any changed bit bad: $header', (version) => {
  const property = fc.property(fc.nat(40), fc.nat(7), fc.nat(), (payload, bit, place) => {
    const packet = version.build({}, tcp({ flags: SYN }, payload)).bytes.slice();
    expect(stateOf(packet, version)).toBe(Checksum.Good);
    packet[version.header + (place % (packet.length - version.header))] ^= 1 << bit;
    expect(stateOf(packet, version)).not.toBe(Checksum.Good);
  });
  fc.assert(property);
});

it.each([FOUR, SIX])('knows the sum of the pseudo-header alone: $header', (version) => {
  const packet = version.build({}, tcp({ flags: SYN }, 3)).bytes.slice();
  const view = new DataView(packet.buffer);
  let sum = 6 + packet.length - version.header;
  for (let at = version.source; at < version.source + 2 * version.bytes; at += 2) sum += view.getUint16(at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  view.setUint16(version.header + 16, sum);
  expect(stateOf(packet, version)).toBe(Checksum.Unfinished);
});

it('sums up segments that are larger than 32 bits can hold the sum of', () => {
  // Ones as far as it goes: 300,000 bytes of 0xff sum up to more than 2^32. A total length of 0 is offload's: the packet reaches to the end of the frame.
  const packet = ipv4({}, tcp({ flags: SYN }, new Uint8Array(300_000).fill(0xff))).bytes.slice();
  const view = new DataView(packet.buffer);
  view.setUint16(2, 0);
  view.setUint16(36, 0);
  const pseudo = sum(view, 12, 8) + 6 + packet.length - 20;
  view.setUint16(36, 0xffff ^ fold(pseudo + sum(view, 20, packet.length - 20)));
  expect(stateOf(packet, FOUR)).toBe(Checksum.Good);
  packet[1000] ^= 1;
  expect(stateOf(packet, FOUR)).toBe(Checksum.Bad);
});
