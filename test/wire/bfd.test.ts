import { expect, it } from 'vitest';
import { definition } from '../../src/wire/bfd.ts';
import * as Fault from '../../src/wire/fault.ts';
import { hex } from '../helpers/hex.ts';
import { decodedBy, fieldsOf } from './decoded.ts';

const CONTROL = hex`20 c0 03 18 00000001 00000002 000f4240 000f4240 00000000`;

it('reads every field', () => {
  expect(fieldsOf(definition, CONTROL)).toEqual({
    version: 1,
    state: 3,
    detectMultiplier: 3,
    packetLength: 24,
    myDiscriminator: 1,
    yourDiscriminator: 2,
  });
});

it.each([
  ['version 2', CONTROL.with(0, 0x40)],
  ['a multiplier of 0', CONTROL.with(2, 0)],
  ['a length below the header', CONTROL.with(3, 23)],
  ['a length above the datagram', CONTROL.with(3, 25)],
  ['no discriminator', CONTROL.with(7, 0)],
  ['too short', CONTROL.subarray(0, 23)],
])('is not entered, nor a fault: %s', (_, bytes) => {
  const packet = decodedBy(definition, bytes);
  expect([packet.count, packet.fault]).toEqual([0, Fault.None]);
});
