import { expect, it } from 'vitest';
import {
  definition,
  echoId,
  echoSequence,
  FRAGMENTATION_NEEDED,
  IcmpType,
  nextHopMtu,
  quotedAt,
} from '../../src/wire/icmp.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decoded, decodedBy, fieldsOf, layers } from './decoded.ts';

const ECHO = hex`08 00 1234 0007 0003`;
const TOO_BIG = hex`03 04 1234 0000 0582 45`;

it('reads every field', () => {
  expect(fieldsOf(definition, ECHO)).toEqual({ type: 8, code: 0, checksum: 0x1234, rest: 0x00070003 });
});

it.each([0, 7])('stops when cut at %i bytes', (length) => expect(cutTo(definition, ECHO, length)).toEqual(CUT));

it('reads an echo and an MTU', () => {
  const view = (bytes: Uint8Array) => new DataView(bytes.buffer);
  expect([echoId(view(ECHO), 0), echoSequence(view(ECHO), 0)]).toEqual([7, 3]);
  expect(nextHopMtu(view(TOO_BIG), 0)).toBe(1410);
});

it.each([
  [3, 8],
  [4, 8],
  [5, 8],
  [11, 8],
  [12, 8],
  [0, -1],
  [8, -1],
  [13, -1],
])('type %i quotes a packet at %i', (type, at) =>
  expect(quotedAt(new DataView(Uint8Array.of(type).buffer), 0)).toBe(at),
);

it('looks at all but echoes packet by packet', () => {
  const control = [0, 3, 8, 11].map((type) => decodedBy(definition, ECHO.with(0, type)).control);
  expect(control).toEqual([false, true, false, true]);
});

it('does not take the quoted packet for a part of this one', () => {
  expect(
    layers(
      decoded(
        hex`45000030 00000000 4001 0000 0a000001 0a000002 0b00000000000000 450000140000000040060000 0a000002 0a000003`,
        101,
      ),
    ),
  ).toBe('raw:ipv4:icmp');
});

it('numbers its messages as IANA does', () => {
  expect(Object.values(IcmpType)).toEqual([0, 3, 4, 5, 8, 11, 12]);
  expect(FRAGMENTATION_NEEDED).toBe(4);
});
