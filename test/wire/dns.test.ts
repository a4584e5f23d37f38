import { expect, it } from 'vitest';
import { definition } from '../../src/wire/dns.ts';
import * as Fault from '../../src/wire/fault.ts';
import { hex } from '../helpers/hex.ts';
import { decoded, decodedBy, fieldsOf, layers, packetOf } from './decoded.ts';

const NAME = hex`03 777777 07 6578616d706c65 00`;
const QUERY = hex`
  1234 0100                    // id, recursion desired
  0001 0000 0000 0001          // one question, one additional record
  ${NAME} 001c 0001            // AAAA, IN
`;
const RESPONSE = hex`1234 8183 0001 0000 0001 0000 ${NAME} 0001 0001`;

it('reads every field', () => {
  const common = { id: 0x1234, questionCount: 1, answerCount: 0, name: 'www.example' };
  expect(fieldsOf(definition, QUERY)).toEqual({ ...common, flags: 0x0100, rcode: 0, type: 28 });
  expect(fieldsOf(definition, RESPONSE)).toEqual({ ...common, flags: 0x8183, rcode: 3, type: 1 });
});

it('is looked at packet by packet', () => expect(decodedBy(definition, QUERY).control).toBe(true));

it('reads a message behind the length of TCP', () => {
  const tcp = hex`c000 0035 00000000 00000000 5018 0000 0000 0000`;
  const packet = decoded(hex`45000000 00000000 4006 0000 0a000001 0a000002 ${tcp} 001d ${QUERY}`, 228);
  expect(layers(packet)).toBe('ipv4:tcp:dns');
  expect(packet.starts[2] - packet.start).toBe(42);
});

it('enters errors without a question and messages cut in the name', () => {
  expect(decodedBy(definition, hex`1234 8001 0000 0000 0000 0000`).count).toBe(1);
  expect(decodedBy(definition, QUERY.slice(0, 16), QUERY.length).count).toBe(1);
});

it('does not read on behind a header that is cut', () => {
  const packet = packetOf(hex`1234 8001 0000`, 60, 0x00);
  definition.decode(packet);
  expect(packet.count).toBe(0);
});

it.each([
  ['too short', QUERY.subarray(0, 11)],
  ['opcode 6', QUERY.with(2, 0x30)],
  ['the reserved bit', QUERY.with(3, 0x40)],
  ['response code 12', QUERY.with(3, 12)],
  ['two questions', QUERY.with(5, 2)],
  ['a query with answers', QUERY.with(7, 2)],
  ['thousands of additional records', QUERY.with(10, 0x20)],
  ['a response without question or error', hex`1234 8000 0000 0000 0000 0000`],
  ['a name that never ends', QUERY.subarray(0, 16)],
  ['a label of 64 bytes', QUERY.with(12, 64)],
  ['zeros', new Uint8Array(40)],
])('is not entered, nor a fault: %s', (_, bytes) => {
  const packet = decodedBy(definition, bytes);
  expect([packet.count, packet.fault, packet.control]).toEqual([0, Fault.None, false]);
});

const u16 = (value: number): Uint8Array => Uint8Array.of(value >> 8, value);
const asked = (flags: number, answers: number, authorities: number, additional: number): Uint8Array =>
  hex`1234 ${u16(flags)} 0001 ${u16(answers)} ${u16(authorities)} ${u16(additional)} ${NAME} 0001 0001`;

it.each([
  ['opcodes', asked(5 << 11, 0, 0, 0), asked(6 << 11, 0, 0, 0)],
  ['response codes', asked(0x8000 | 11, 0, 0, 0), asked(0x8000 | 12, 0, 0, 0)],
  ['answers of a query', asked(0, 1, 0, 0), asked(0, 2, 0, 0)],
  ['authorities of a query', asked(0, 0, 1, 0), asked(0, 0, 2, 0)],
  ['answers of a response', asked(0x8000, 4096, 0, 0), asked(0x8000, 4097, 0, 0)],
  ['authorities of a response', asked(0x8000, 0, 4096, 0), asked(0x8000, 0, 4097, 0)],
  ['authorities of an update', asked(5 << 11, 0, 4096, 0), asked(5 << 11, 0, 4097, 0)],
  ['additional records', asked(0, 0, 0, 4096), asked(0, 0, 0, 4097)],
])('takes so many %s and no more', (_, taken, refused) => {
  expect([decodedBy(definition, taken).count, decodedBy(definition, refused).count]).toEqual([1, 0]);
});
