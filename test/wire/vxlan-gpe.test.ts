import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { definition } from '../../src/wire/vxlan-gpe.ts';
import { hex } from '../helpers/hex.ts';
import { chain, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const HEADER = hex`0c000004 000fcd 00  // next protocol NSH, VNI 4045`;

it('reads every field', () => expect(fieldsOf(definition, HEADER)).toEqual({ flags: 12, nextProtocol: 4, vni: 4045 }));

it.each([
  [1, Protocol.Ipv4],
  [2, Protocol.Ipv6],
  [3, Protocol.Ethernet],
  [4, Protocol.Nsh],
  [5, Protocol.Mpls],
])('next protocol %i leads on', (number, next) => {
  expect(nextOf(definition, HEADER.with(3, number))).toBe(next);
  expect(chain(decodedBy(definition, HEADER.with(3, number)))).toBe('vxlan-gpe 4045');
});

it('leads to a frame without the P flag', () =>
  expect(nextOf(definition, hex`08000000 00010000`)).toBe(Protocol.Ethernet));

it.each([
  ['too short', HEADER.subarray(0, 7)],
  ['no VNI flag', HEADER.with(0, 0x04)],
  ['version 1', HEADER.with(0, 0x1c)],
  ['a reserved byte', HEADER.with(1, 1)],
  ['an unknown next protocol', HEADER.with(3, 6)],
  ['a next protocol without its flag', HEADER.with(0, 0x08)],
  ['the flag without a next protocol', HEADER.with(3, 0)],
])('is not entered, nor a fault: %s', (_, bytes) => {
  const packet = decodedBy(definition, bytes);
  expect([packet.count, packet.fault]).toEqual([0, Fault.None]);
});
