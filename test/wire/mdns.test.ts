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
  ['a response code', QUERY.with(3, 3)],
  ['no records', QUERY.with(5, 0)],
  ['too many', QUERY.with(4, 8)],
])('is not entered, nor a fault: %s', (_, bytes) => {
  const packet = decodedBy(definition, bytes);
  expect([packet.count, packet.fault]).toEqual([0, Fault.None]);
});
