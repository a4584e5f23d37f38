import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import { definition } from '../../src/wire/mdns.ts';
import { hex } from '../helpers/hex.ts';
import { decodedBy, fieldsOf } from './decoded.ts';

const QUERY = hex`0000 0000 0002 0000 0000 0000 05 5f68747470 05 6c6f63616c 00 000c 0001`;

it('reads every field', () => {
  expect(fieldsOf(definition, QUERY)).toEqual({
    id: 0,
    flags: 0,
    questionCount: 2,
    answerCount: 0,
    name: '_http.local',
  });
});

it('enters responses without a question', () => {
  const packet = decodedBy(definition, hex`0000 8400 0000 0003 0000 0001`);
  expect([packet.count, packet.control]).toEqual([1, true]);
});

it.each([
  ['too short', QUERY.subarray(0, 11)],
  ['another opcode', QUERY.with(2, 0x28)],
  ['a response code', QUERY.with(3, 1)],
  ['no records', QUERY.with(5, 0)],
  ['too many', QUERY.with(4, 8)],
])('is not entered, nor a fault: %s', (_, bytes) => {
  const packet = decodedBy(definition, bytes);
  expect([packet.count, packet.fault]).toEqual([0, Fault.None]);
});

it('takes 1024 records in a section, additional ones and authorities together, and no more', () => {
  const entered = (questions: number, answers: number, authorities: number, additional: number): boolean => {
    const counts = [questions, answers, authorities, additional].flatMap((count) => [count >> 8, count & 255]);
    return decodedBy(definition, hex`0000 8400 ${Uint8Array.from(counts)}`).count === 1;
  };
  expect([entered(1024, 1024, 1000, 24), entered(1025, 0, 0, 0), entered(0, 1025, 0, 0)]).toEqual([true, false, false]);
  expect([entered(0, 0, 1000, 25), entered(0, 0, 1, 0), entered(0, 0, 0, 1)]).toEqual([false, true, true]);
});

it.each([0x40, 0x20, 0x10, 0x08])('wants every reserved flag to be zero: %i', (bit) => {
  expect(decodedBy(definition, QUERY.with(2, bit)).count).toBe(0);
  expect(decodedBy(definition, QUERY.with(3, bit)).count).toBe(bit === 0x40 || bit === 0x08 ? 0 : 1);
});
