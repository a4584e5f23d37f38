import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { definition, looksLikeVxlan } from '../../src/wire/vxlan.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, chain, cutTo, decodedBy, fieldsOf, nextOf, packetOf } from './decoded.ts';

const HEADER = hex`08000000 001000 00  // VNI 4096`;
const FRAME = hex`020000000002 020000000001 0800 45${new Uint8Array(19)}`;
const looks = (bytes: Uint8Array) => looksLikeVxlan(packetOf(bytes));

it('reads every field', () => expect(fieldsOf(definition, HEADER)).toEqual({ flags: 8, vni: 4096 }));

it.each([0, 7])('stops when cut at %i bytes', (length) => expect(cutTo(definition, HEADER, length)).toEqual(CUT));

it('goes into the segment', () => {
  expect(nextOf(definition, HEADER)).toBe(Protocol.Ethernet);
  expect(chain(decodedBy(definition, HEADER))).toBe('vxlan 4096');
});

it('refuses a header without a VNI', () =>
  expect(decodedBy(definition, HEADER.with(0, 0)).fault).toBe(Fault.Malformed));

it('knows its own shape', () => {
  expect(looks(hex`${HEADER} ${FRAME}`)).toBe(true);
  expect(looks(hex`${HEADER} 020000000002 020000000001 0806 0001 ${new Uint8Array(18)}`)).toBe(true);
  expect(looks(hex`${HEADER} 020000000002 020000000001 86dd 60 ${new Uint8Array(19)}`)).toBe(true);
});

it.each([
  ['too short', hex`${HEADER} ${FRAME}`.subarray(0, 41)],
  ['another flag', hex`0c000000 00100000 ${FRAME}`],
  ['a reserved byte', hex`08000000 00100001 ${FRAME}`],
  ['a source that is a group', hex`${HEADER} ${FRAME.with(6, 1)}`],
  ['an EtherType without its version', hex`${HEADER} ${FRAME.with(14, 0x65)}`],
  ['an unknown EtherType', hex`${HEADER} ${FRAME.with(12, 0x90)}`],
])('does not take %s for VXLAN', (_, bytes) => expect(looks(bytes)).toBe(false));
