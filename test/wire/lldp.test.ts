import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import { definition } from '../../src/wire/lldp.ts';
import { hex } from '../helpers/hex.ts';
import { decodedBy, fieldsOf } from './decoded.ts';

const UNIT = hex`0207 04 0a580a0a0101 0403 05 6574 0602 0078 0000`;

it('reads every field', () => expect(fieldsOf(definition, UNIT)).toEqual({ chassisIdSubtype: 4 }));

it('is looked at packet by packet', () => expect(decodedBy(definition, UNIT).control).toBe(true));

it.each([UNIT.subarray(0, 3), UNIT.with(0, 4)])('is not entered, nor a fault, when it does not fit', (bytes) => {
  const packet = decodedBy(definition, bytes);
  expect([packet.count, packet.fault]).toEqual([0, Fault.None]);
});
