import { expect, it } from 'vitest';
import {
  definition,
  echoId,
  echoSequence,
  Icmpv6Type,
  linkAddressAt,
  neighborFlags,
  neighborTargetAt,
  nextHopMtu,
  quotedAt,
  SOURCE_LINK_ADDRESS,
  TARGET_LINK_ADDRESS,
} from '../../src/wire/icmpv6.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decodedBy, fieldsOf } from './decoded.ts';

const ADVERTISEMENT = hex`
  88 00 1234 60000000                 // neighbor advertisement, solicited, override
  20010db8000000000000000000000001    // target
  0e01 000000000000                   // another option
  0201 0a580a0a0101                   // target link-layer address
`;
const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

it('reads every field', () => {
  expect(fieldsOf(definition, ADVERTISEMENT)).toEqual({ type: 136, code: 0, checksum: 0x1234, rest: 0x60000000 });
});

it.each([0, 7])('stops when cut at %i bytes', (length) =>
  expect(cutTo(definition, ADVERTISEMENT, length)).toEqual(CUT),
);

it('finds the target and its station address', () => {
  const bytes = view(ADVERTISEMENT);
  expect(neighborFlags(bytes, 0)).toBe(0x60);
  expect(neighborTargetAt(bytes, 0, bytes.byteLength)).toBe(8);
  expect(linkAddressAt(bytes, 0, bytes.byteLength, TARGET_LINK_ADDRESS)).toBe(34);
  expect(linkAddressAt(bytes, 0, bytes.byteLength, SOURCE_LINK_ADDRESS)).toBe(-1);
});

it('finds no more than is there', () => {
  const bytes = view(ADVERTISEMENT);
  expect(neighborTargetAt(bytes, 0, 23)).toBe(-1);
  expect(linkAddressAt(bytes, 0, 39, TARGET_LINK_ADDRESS)).toBe(-1);
  expect(linkAddressAt(view(ADVERTISEMENT.with(25, 0)), 0, 40, TARGET_LINK_ADDRESS)).toBe(-1);
  expect(linkAddressAt(view(hex`${ADVERTISEMENT.with(33, 2)} ${new Uint8Array(8)}`), 0, 48, TARGET_LINK_ADDRESS)).toBe(
    -1,
  );
  expect(neighborTargetAt(view(ADVERTISEMENT.with(0, 128)), 0, 40)).toBe(-1);
});

it('tells errors, which quote a packet, from information', () => {
  expect(quotedAt(view(hex`02 00 0000 00000500`), 0)).toBe(8);
  expect(nextHopMtu(view(hex`02 00 0000 00000500`), 0)).toBe(1280);
  expect(quotedAt(view(hex`80 00 0000 00070003`), 0)).toBe(-1);
  expect([echoId(view(hex`80 00 0000 00070003`), 0), echoSequence(view(hex`80 00 0000 00070003`), 0)]).toEqual([7, 3]);
});

it('looks at all but echoes packet by packet', () => {
  const control = [1, 128, 129, 136].map((type) => decodedBy(definition, ADVERTISEMENT.with(0, type)).control);
  expect(control).toEqual([true, false, false, true]);
});

it('looks at 16 options, and no more', () => {
  const at = (before: number): number => {
    const bytes = hex`${ADVERTISEMENT.subarray(0, 24)} ${Buffer.from('0e01000000000000'.repeat(before), 'hex')} 0201 0a580a0a0101`;
    return linkAddressAt(view(bytes), 0, bytes.length, TARGET_LINK_ADDRESS);
  };
  expect([at(15), at(16)]).toEqual([24 + 15 * 8 + 2, -1]);
});

it('takes an option that ends with the message', () => {
  expect(linkAddressAt(view(ADVERTISEMENT), 0, 40, TARGET_LINK_ADDRESS)).toBe(34);
  expect([23, 24].map((end) => neighborTargetAt(view(ADVERTISEMENT), 0, end))).toEqual([-1, 8]);
  expect(linkAddressAt(view(ADVERTISEMENT.with(0, 137)), 0, 40, TARGET_LINK_ADDRESS)).toBe(-1);
});

it('numbers its messages as IANA does', () => {
  expect(Object.values(Icmpv6Type)).toEqual([1, 2, 3, 4, 128, 129, 133, 134, 135, 136, 137]);
});

it.each([127, 128])('quotes a packet below type 128: %i', (type) =>
  expect(quotedAt(view(ADVERTISEMENT.with(0, type)), 0)).toBe(type === 127 ? 8 : -1),
);
